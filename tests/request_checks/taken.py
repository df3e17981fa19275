"""What the API takes although neither description says so: requests with it were answered 200."""

from __future__ import annotations

from collections.abc import Iterator

from tests.request_checks.shapes import Shape, Shapes


def taken_too(bodies: dict[str, Shapes]) -> None:
    """Add it to the bodies, in place."""
    # {"messages": [{"role": "user", "content": ["Hi", {"type": "text", "text": "you"}]}]}
    for parts in _under(bodies["POST /chat/completions"], "messages", None, "content"):
        if parts["kind"] == "array":
            parts["items"] = [{"kind": "string"}, *parts["items"]]
    # {"role": "assistant", "content": [{"image_url": {"url": "data:..."}}]}
    for part in _under(bodies["POST /chat/completions"], "messages", None, "content", None):
        if part["kind"] == "object" and "image_url" in part["fields"]:
            part["required"] = ["image_url"]
    # {"input": [{"role": "user", "content": [{"type": "input_image", "image_url": "data:..."}]}]}
    for part in _under(bodies["POST /responses"], "input", None, "content", None):
        if part["kind"] == "object" and "detail" in part["fields"]:
            part["required"] = [name for name in part["required"] if name != "detail"]
    # A parameter that is null reaches the provider, and it is for that to say what it thinks: {"tools": null}
    for path in ("/chat/completions", "/responses", "/embeddings"):
        for body in bodies[f"POST {path}"] or ():
            _or_null(body)
    # A chat may be one text: {"prompt": "Hi"}. Without either the API asks for one of the two.
    for body in bodies["POST /chat/completions"] or ():
        body["required"] = []
        body["fields"]["prompt"] = [{"kind": "string"}, {"kind": "null"}]
    # What the API answered goes back as it came, with its nulls: {"type": "reasoning", "status": null}
    for item in _under(bodies["POST /responses"], "input", None):
        if item["kind"] == "object":
            _or_null(item)
    for message in _under(bodies["POST /chat/completions"], "messages", None):
        if message["fields"]["role"] == [{"kind": "string", "enum": ["assistant"]}]:
            # What stands in answers and in no description: {"annotations": [...], "images": [{"index": 0, ...}]}
            message["fields"]["annotations"] = None
            for image in _under(message["fields"]["images"], None):
                image["fields"] |= {"type": [{"kind": "string"}], "index": [{"kind": "number"}]}
            _or_null(message)
    # Not the API's: what LocalServer says can also be had in a form that players open. {"response_format": "wav"}
    for form in _under(bodies["POST /audio/speech"], "response_format"):
        form["enum"] = [*form["enum"], "wav"]


def _or_null(shape: Shape) -> None:
    for name, shapes in shape["fields"].items():
        if shapes is not None and name not in shape["required"]:
            shapes.append({"kind": "null"})


def _under(shapes: Shapes, *steps: str | None) -> Iterator[Shape]:
    """The alternatives at the end of a path of fields; None is a step into a list."""
    for shape in shapes or ():
        if not steps:
            yield shape
        elif steps[0] is None and shape["kind"] == "array":
            yield from _under(shape["items"], *steps[1:])
        elif shape["kind"] == "object":
            yield from _under(shape["fields"].get(steps[0]), *steps[1:])
