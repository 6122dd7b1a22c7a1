"""Writes a tiny Qwen3 model with random weights and a tokenizer of its own: python tiny_model.py OUT TEXT_FILE...

It says nothing that means anything; a server loads it in seconds, and says exactly what guided decoding makes it say.
head_dim is 64 since vLLM's attention on a CPU refuses smaller ones.
"""
import sys

import torch
from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import PreTrainedTokenizerFast, Qwen3Config, Qwen3ForCausalLM

out, *texts = sys.argv[1:]
TURN, END, PAD = "<|im_start|>", "<|im_end|>", "<|endoftext|>"
CHAT_TEMPLATE = """{%- if tools %}<|im_start|>system
{% for tool in tools %}{{ tool | tojson }}
{% endfor %}<|im_end|>
{% endif %}
{%- for message in messages %}<|im_start|>{{ message.role }}
{{ message.content or '' }}
{%- for call in message.tool_calls or [] %}
<tool_call>
{{ {'name': call.function.name, 'arguments': call.function.arguments} | tojson }}
</tool_call>
{%- endfor %}<|im_end|>
{% endfor %}
{%- if add_generation_prompt %}<|im_start|>assistant
{% endif %}"""

pieces = Tokenizer(models.BPE())
pieces.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
pieces.decoder = decoders.ByteLevel()
special = [PAD, TURN, END]
alphabet = pre_tokenizers.ByteLevel.alphabet()
pieces.train(texts, trainers.BpeTrainer(vocab_size=2048, special_tokens=special, initial_alphabet=alphabet, show_progress=False))
# Tokens of their own, as Qwen3 has them: servers look for these ids, and guided decoding may choose them.
tags = ["<tool_call>", "</tool_call>", "<think>", "</think>"]
pieces.add_tokens([AddedToken(tag, special=False, normalized=False) for tag in tags])
tokenizer = PreTrainedTokenizerFast(tokenizer_object=pieces, eos_token=END, pad_token=PAD, model_max_length=8192, chat_template=CHAT_TEMPLATE)

torch.manual_seed(0)
config = Qwen3Config(
    vocab_size=len(tokenizer), hidden_size=64, intermediate_size=192, num_hidden_layers=2, num_attention_heads=2,
    num_key_value_heads=1, head_dim=64, max_position_embeddings=8192, tie_word_embeddings=True,
    bos_token_id=None, eos_token_id=tokenizer.eos_token_id, pad_token_id=tokenizer.pad_token_id,
)
Qwen3ForCausalLM(config).save_pretrained(out)
tokenizer.save_pretrained(out)
