"""Bespoke Curator's requests a second: python curator.py URL COUNT IN_FLIGHT

As many prompts of about a kilobyte as asked for, each another one, and no limit that its settings allow to lift. What is timed
is the call alone, with the working folder and the cache that it always has.
"""
import importlib.util
import os
import pathlib
import sys
import tempfile
import time

# It counts tokens with tables that tiktoken would fetch; litellm, which it needs anyway, brings them along.
litellm = pathlib.Path(importlib.util.find_spec("litellm").origin).parent
os.environ["TIKTOKEN_CACHE_DIR"] = str(litellm / "litellm_core_utils" / "tokenizers")
os.environ.update(TELEMETRY_ENABLED="0", CURATOR_DISABLE_RICH_DISPLAY="1", HF_HUB_OFFLINE="1", HF_DATASETS_OFFLINE="1")
from bespokelabs import curator  # noqa: E402: it reads the environment

url, count, in_flight = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
limits = {"max_requests_per_minute": 10**9, "max_tokens_per_minute": 10**12, "max_concurrent_requests": in_flight}
with tempfile.TemporaryDirectory() as folder:
    model = curator.LLM(
        model_name="m",
        backend="openai",
        backend_params={"base_url": url, "api_key": "none", "max_retries": 20, **limits},
    )
    prompts = [f"{number} " + "word " * 200 for number in range(count)]
    start = time.perf_counter()
    answers = model(prompts, working_dir=folder)
    seconds = time.perf_counter() - start
    rows = len(answers.dataset)
print(f"\n{rows} {seconds}")
