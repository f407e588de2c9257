"""What OpenAI's clients send to us and get: of what they may ask for, what is honoured, ignored and refused."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator
from pydantic_core import PydanticCustomError
from pydantic_core.core_schema import ValidationInfo

from assistant.answering.guards import MAX_TURNS
from assistant.types import Turn
from ui.exports.answer import spoken
from ui.routes.asking import Chosen
from ui.shapes import answer as shapes

MODEL = "ics-assistant"
# What an answer's id has before it as the id of a completion.
PREFIX = "chatcmpl-"
# What may be asked for and cannot be given: the values that ask for nothing of it, and what else to do.
_NOT_GIVEN: dict[str, tuple[tuple[Any, ...], str]] = {
    "n": ((None, 1), "one answer is given to a question: leave `n` out, or send 1"),
    "tools": ((None, []), "the assistant calls no tools: leave `tools` out"),
    "functions": ((None, []), "the assistant calls no functions: leave `functions` out"),
    "audio": ((None,), "answers are text: leave `audio` out"),
    "modalities": ((None, [], ["text"]), "answers are text: leave `modalities` out"),
    "response_format": ((None, {"type": "text"}), "answers are text: leave `response_format` out"),
}
# The field that says, with "none", that what is listed is not to be called.
_CHOICE = {"tools": "tool_choice", "functions": "function_call"}
_NO_TEXT = "only text is read: send `content` as a string, or as parts of the type text"
_NO_QUESTION = "the last message has to be the user's: it is the question"
_NO_TOOLS = "the assistant calls no tools: leave messages of the role tool or function out"


class Part(BaseModel):
    """A part of a message: text, what another assistant said when it refused, or something that is not read."""

    model_config = ConfigDict(strict=True)
    type: str = Field(examples=["text"])
    text: str | None = None
    refusal: str | None = None

    @field_validator("type")
    @classmethod
    def is_text(cls, value: str) -> str:
        """Refuse images, files and sound."""
        if value not in ("text", "refusal"):
            raise PydanticCustomError("not_text", _NO_TEXT)
        return value

    @property
    def said(self) -> str:
        """Return its text."""
        return (self.refusal if self.type == "refusal" else self.text) or ""


class ChatMessage(BaseModel):
    """A message of a conversation. What system and developer messages say is not followed."""

    model_config = ConfigDict(strict=True)
    role: Literal["system", "developer", "user", "assistant", "tool", "function"]
    content: str | list[Part] | None = None
    refusal: str | None = None

    @field_validator("role")
    @classmethod
    def is_no_tool(cls, value: str) -> str:
        """Refuse what a tool has said."""
        if value in ("tool", "function"):
            raise PydanticCustomError("no_tools", _NO_TOOLS)
        return value

    @property
    def text(self) -> str:
        """Return the text, its parts on lines of their own."""
        if isinstance(self.content, list):
            return "\n".join(part.said for part in self.content)
        return self.content or self.refusal or ""


class StreamOptions(BaseModel):
    """Of a stream, whether the usage is told at its end."""

    model_config = ConfigDict(strict=True)
    include_usage: bool | None = None


class Sampling(BaseModel):
    """How a language model would write: ignored where it is well formed, for nothing is sampled here."""

    temperature: float | None = None
    top_p: float | None = None
    frequency_penalty: float | None = None
    presence_penalty: float | None = None
    seed: int | None = None
    max_tokens: int | None = None
    max_completion_tokens: int | None = None
    stop: str | list[str] | None = None
    logit_bias: dict[str, float] | None = None
    logprobs: bool | None = None
    top_logprobs: int | None = None


class Chat(Sampling):
    """A conversation whose last message is the question; `documents` is our own. Sampling parameters are ignored."""

    model_config = ConfigDict(
        strict=True,
        json_schema_extra={
            "examples": [
                {"model": MODEL, "messages": [{"role": "user", "content": "What are the six functions of an ICS?"}]}
            ]
        },
    )
    model: str = Field(examples=[MODEL])
    messages: Annotated[list[ChatMessage], Field(min_length=1)]
    stream: bool | None = None
    stream_options: StreamOptions | None = None
    documents: Chosen
    n: int | None = None
    tool_choice: str | dict[str, Any] | None = None
    tools: list[Any] | None = None
    function_call: str | dict[str, Any] | None = None
    functions: list[Any] | None = None
    audio: dict[str, Any] | None = None
    modalities: list[str] | None = None
    response_format: dict[str, Any] | None = None

    @field_validator(*_NOT_GIVEN)
    @classmethod
    def can_be_given(cls, value: Any, info: ValidationInfo) -> Any:
        """Refuse what cannot be given, with what to send instead."""
        name = str(info.field_name)
        accepted, said = _NOT_GIVEN[name]
        if value in accepted or info.data.get(_CHOICE.get(name, "")) == "none":
            return value
        raise PydanticCustomError("not_given", "{said}", {"said": said})

    @field_validator("messages")
    @classmethod
    def ends_with_a_question(cls, value: list[ChatMessage]) -> list[ChatMessage]:
        """Refuse a conversation whose last message is not the user's."""
        if _told(value)[-1:] and _told(value)[-1].role == "user":
            return value
        raise PydanticCustomError("no_question", _NO_QUESTION)

    @property
    def question(self) -> str:
        """Return the last message."""
        return _told(self.messages)[-1].text

    @property
    def turns(self) -> tuple[Turn, ...]:
        """Return what was said before it, as far back as is read; of our own answers, without their sources."""
        turns = [
            Turn("user", message.text) if message.role == "user" else Turn("assistant", spoken(message.text))
            for message in _told(self.messages)[:-1]
        ]
        return tuple(turn for turn in turns if turn.content)[-MAX_TURNS:]


def _told(messages: list[ChatMessage]) -> list[ChatMessage]:
    return [message for message in messages if message.role in ("user", "assistant")]


class UrlCitation(shapes.Shape):
    """Where a mark stands in the message, in characters, and the address of the quotation's text on this server.

    The title is the document's, with the section and the page of the quotation.
    """

    start_index: int
    end_index: int
    url: str
    title: str


class Annotation(shapes.Shape):
    """A mark of the message with its source; `citation` is our own, as /v1/ask returns it."""

    type: Literal["url_citation"] = "url_citation"
    url_citation: UrlCitation
    citation: shapes.Citation


class Reply(shapes.Shape):
    """The answer as Markdown: claims with marks, notices, numbered sources."""

    role: Literal["assistant"] = "assistant"
    content: str
    refusal: None = None
    annotations: list[Annotation]


class Choice(shapes.Shape):
    """The only choice."""

    index: Literal[0] = 0
    message: Reply
    finish_reason: Literal["stop"] = "stop"
    logprobs: None = None


class Usage(shapes.Shape):
    """What was read and said, in words: where no language model is used there are no tokens."""

    prompt_tokens: int
    completion_tokens: int
    total_tokens: int


class Completion(shapes.Shape):
    """An answer as OpenAI's clients expect it; `answer` is our own, as /v1/ask returns it."""

    id: str
    object: Literal["chat.completion"] = "chat.completion"
    created: int
    model: str
    choices: list[Choice]
    usage: Usage
    answer: shapes.Answer


class Model(shapes.Shape):
    """A model that can be named: there is one."""

    id: str
    object: Literal["model"] = "model"
    created: int
    owned_by: str


class Models(shapes.Shape):
    """The models that can be named."""

    object: Literal["list"] = "list"
    data: list[Model]


class Fault(shapes.Shape):
    """What is wrong, with which value, and what to do; `code` stays the same."""

    message: str
    type: str
    param: str | None
    code: str | None


class Error(shapes.Shape):
    """An error in the shape that OpenAI's clients expect."""

    error: Fault
