"""From question and hits to claims: guards, conversation, prompts, answerers, citations."""
