"""Which modules are changed, and which tests then have to notice: the nearest first, a few seconds of them in all."""

from __future__ import annotations

from pathlib import Path

PACKAGE = "openrouter_core"
# The folders that only compute. What touches sockets, files and time has tests that take too long for this.
MUTATED = (
    "_protocol",
    "_convert",
    "_accumulate",
    "_parse",
    "wire.py",
    "retries.py",
    "timeouts.py",
)

_PROTOCOL = "tests/openrouter_core/_protocol/"
_EVENTS = (
    _PROTOCOL + "test_event_data_edges.py",
    _PROTOCOL + "test_events.py",
    _PROTOCOL + "test_responses_events.py",
)
_ACCUMULATE = "tests/openrouter_core/_accumulate/"
_WIRE = ("tests/openrouter_core/test_wire.py", "tests/models")
_LIMITS = ("tests/openrouter_core/test_limits_edges.py",)
_KINDS = "tests/openrouter_core/test_kinds_of_operation.py"
_PARSE = (
    "tests/openrouter_core/_parse/test_fields_edges.py",
    "tests/openrouter_core/_parse/test_types_edges.py",
    "tests/openrouter_core/_parse",
    "tests/funcs/test_chat_parse.py",
)

# The longest name that a module's path begins with says what is run.
TESTS: dict[str, tuple[str, ...]] = {
    "_protocol": (_PROTOCOL,),
    "_protocol/call.py": (
        _PROTOCOL + "test_call.py",
        _PROTOCOL + "test_call_edges.py",
        "tests/funcs/test_tools.py",
        _KINDS,
        "tests/funcs/test_operations.py",
    ),
    "_protocol/classify.py": (
        "tests/funcs/test_request.py",
        _PROTOCOL + "test_classify_edges.py",
        _PROTOCOL + "test_error_bodies.py",
        _PROTOCOL + "test_classify.py",
    ),
    "_protocol/content_coding.py": (
        _PROTOCOL + "test_content_coding_edges.py",
        _PROTOCOL + "test_content_coding.py",
    ),
    "_protocol/event": _EVENTS,
    "_protocol/network_errors.py": (
        _PROTOCOL + "test_network_errors_edges.py",
        "tests/test_error_chains.py",
    ),
    "_protocol/operation.py": (_PROTOCOL + "test_call_edges.py",),
    "_protocol/request.py": (
        _PROTOCOL + "test_call.py",
        _KINDS,
        "tests/funcs/test_operations.py",
        "tests/funcs/test_files.py",
    ),
    "_protocol/figures.py": ("tests/openrouter_core/test_on_result.py",),
    "_protocol/open_request.py": ("tests/funcs/test_request.py",),
    "_protocol/poll.py": ("tests/funcs/test_jobs.py",),
    "_protocol/formats": _EVENTS,
    "_protocol/formats/plain.py": ("tests/funcs/test_request.py",),
    "_protocol/formats/images.py": ("tests/funcs/test_images.py",),
    "_protocol/formats/interns.py": ("tests/funcs/test_interns_chat.py",),
    "_protocol/formats/messages.py": (_PROTOCOL + "test_messages_events.py",),
    "_protocol/retry.py": (
        _PROTOCOL + "test_retry_edges.py",
        _PROTOCOL + "test_call.py",
        _PROTOCOL + "test_retry.py",
    ),
    "_protocol/retry_after.py": (
        _PROTOCOL + "test_retry_edges.py",
        _PROTOCOL + "test_retry_after.py",
    ),
    "_protocol/sentence.py": (_PROTOCOL + "test_sentence_edges.py",),
    "_protocol/sink.py": (_PROTOCOL + "test_call.py", "tests/funcs/test_files.py"),
    "_protocol/sse.py": (_PROTOCOL + "test_sse_edges.py", _PROTOCOL + "test_sse.py", *_EVENTS),
    "_protocol/bodies": (
        _KINDS,
        "tests/funcs/test_stt_multipart.py",
        "tests/funcs/test_operations.py",
        "tests/funcs/test_files.py",
    ),
    "_protocol/url.py": (_PROTOCOL + "test_url_edges.py", "tests/test_keys.py"),
    "_protocol/whole_from_events.py": _EVENTS,
    "_convert": _WIRE,
    "_convert/dumped.py": ("tests/funcs/test_pydantic.py",),
    "_convert/misspelt.py": ("tests/funcs/test_misspelt.py",),
    "_convert/rerank.py": ("tests/funcs/test_rerank.py",),
    "_convert/totals.py": ("tests/funcs/test_reask.py", "tests/funcs/test_chat_run_tools.py"),
    "_convert/embeddings.py": ("tests/models/test_embeddings.py", *_WIRE),
    "_accumulate": (
        _ACCUMULATE + "test_chat_edges.py",
        _ACCUMULATE + "test_chat.py",
        _ACCUMULATE + "test_pieces.py",
        "tests/funcs/test_chat_collect.py",
    ),
    "_accumulate/collected.py": (
        "tests/funcs/test_collecting.py",
        "tests/funcs/test_chat_collect.py",
    ),
    "_accumulate/images.py": ("tests/funcs/test_images.py",),
    "_accumulate/messages.py": (_ACCUMULATE + "test_messages.py",),
    "_accumulate/responses.py": (
        _ACCUMULATE + "test_responses_edges.py",
        _ACCUMULATE + "test_responses.py",
        "tests/funcs/test_responses_collect.py",
    ),
    "_accumulate/tool_calls.py": (
        _ACCUMULATE + "test_tool_calls.py",
        _ACCUMULATE + "test_chat.py",
        "tests/funcs/test_chat_collect.py",
    ),
    "_parse": _PARSE,
    "_parse/asking.py": ("tests/funcs/test_reask.py", "tests/funcs/test_chat_parse.py"),
    "_parse/described.py": ("tests/funcs/test_pydantic.py",),
    "_parse/items.py": ("tests/funcs/test_chat_parse_stream.py",),
    "_parse/schema.py": (*_PARSE, "tests/funcs/test_pydantic.py"),
    "_parse/types.py": (*_PARSE, "tests/funcs/test_pydantic.py"),
    "wire.py": _WIRE,
    "retries.py": _LIMITS,
    "timeouts.py": _LIMITS,
}

# Not among them: tests of speed and of memory, and those that try thousands of inputs. A single one may take longer
# than all others together.
LONG = (
    "test_a_whole_answer_in_place_of_a_stream_is_that_answer",
    "test_an_answer_cut_into_a_stream_in_any_legal_way_is_that_answer",
    "test_any_object_as_any_response_round_trips",
    "test_any_bytes_cut_anywhere_give_the_events_of_the_specification",
    "test_any_events_become_something_that_structures",
    "test_any_json_becomes_something_that_structures",
    "test_attempts_and_time_stay_in_their_limits",
    "test_memory_does_not_grow_with_what_is_unpacked",
    "test_objects_one_after_the_other_are_calls_however_they_are_cut",
    "test_the_bytes_of_a_large_event_are_searched_and_copied_a_few_times_each",
    "test_the_pieces_of_a_line_are_joined_once",
    "test_the_work_grows_with_the_stream_and_no_faster",
    "test_the_work_is_linear",
    "test_whatever_form_the_text_has",
    "test_what_was_packed_comes_out_whole and many",
)


def modules(root: Path) -> list[str]:
    """The modules that may be changed, from the top of the repository."""
    found: list[str] = []
    for name in MUTATED:
        path = root / PACKAGE / name
        found += sorted(
            each.relative_to(root).as_posix()
            for each in ([path] if path.is_file() else path.rglob("*.py"))
            if each.name != "__init__.py"
        )
    return found


def tests_of(file: str) -> tuple[str, ...]:
    """What is run when this module was changed: its own examples, and the tests that are named for it."""
    name = file.removeprefix(PACKAGE + "/")
    return (file, *TESTS[max((each for each in TESTS if name.startswith(each)), key=len)])
