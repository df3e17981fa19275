"""Videos: started, polled, and returned as a minimal MP4 file."""

from __future__ import annotations

import itertools
import time
from collections.abc import Mapping
from typing import Any

from openrouter_core.testing.api.checks import body_of, query_of
from openrouter_core.testing.payloads import CREATED
from openrouter_core.testing.record import RecordedRequest
from openrouter_core.testing.reply import Reply
from openrouter_core.testing.routes import Route
from openrouter_core.testing.webhooks import Webhooks, problem_of

MP4 = b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom" + b"\x00\x00\x00\x08mdat"
FINAL = ("completed", "failed", "cancelled", "expired")
USD_PER_SECOND = 0.4
DURATION = 8
DAY = 24 * 60 * 60

Item = dict[str, Any]


def _model(slug: str, name: str, sizes: list[str], durations: list[int]) -> Item:
    return {
        "id": slug,
        "canonical_slug": slug,
        "name": name,
        "description": f"{name} makes videos from text and images.",
        "hugging_face_id": None,
        "created": CREATED,
        "supported_resolutions": ["720p", "1080p"],
        "supported_aspect_ratios": ["16:9", "9:16"],
        "supported_sizes": sizes,
        "supported_durations": durations,
        "supported_frame_images": ["first_frame", "last_frame"],
        "allowed_passthrough_parameters": ["negativePrompt"],
        "generate_audio": True,
        "seed": True,
        "creativity": None,
        "upscale_factor": None,
        "pricing_skus": {"duration_seconds": str(USD_PER_SECOND)},
    }


MODELS = [
    _model("google/veo-3.1", "Google: Veo 3.1", ["1280x720", "720x1280"], [4, 6, 8]),
    _model("openai/sora-2-pro", "OpenAI: Sora 2 Pro", ["1280x720"], [4, 8, 12]),
]


class Videos:
    """The handlers, and the jobs by their id.

    Args:
        webhooks: sends the event when a job has ended.
        looks: how often a job can be polled before it ends.
    """

    def __init__(self, webhooks: Webhooks, looks: int) -> None:
        self._webhooks = webhooks
        self._looks = looks
        self._numbers = itertools.count(1)
        self.forget()
        self.routes = (
            Route("GET", "/videos/models", self._list_models, needs_key=False),
            Route("POST", "/videos", self._create),
            Route("GET", "/videos/{jobId}", self._get),
            Route("GET", "/videos/{jobId}/content", self._download),
        )

    def forget(self) -> None:
        """Forget all jobs."""
        # New ones, because the server's thread may be using the old ones.
        self._jobs: dict[str, Item] = {}
        self._asked: dict[str, Item] = {}
        self._looked: dict[str, int] = {}

    def _list_models(self, request: RecordedRequest, parameters: Mapping[str, str]) -> Reply:
        return Reply.json({"data": MODELS})

    def _create(self, request: RecordedRequest, parameters: Mapping[str, str]) -> Reply:
        body = body_of(request, "POST /videos")
        if isinstance(body, Reply):
            return body
        if not (body.get("prompt") or body.get("frame_images") or body.get("input_references")):
            return Reply.error(400, "prompt: Required")
        previous = body.get("previous_job_id")
        if previous is not None and previous not in self._jobs:
            return Reply.error(404, f"previous_job_id: no job {previous!r}")
        if body.get("callback_url") is not None:
            problem = problem_of(body["callback_url"])
            if problem is not None:
                return Reply.error(400, problem)
        number = next(self._numbers)
        job_id = f"job-localserver{number:06d}"
        path = f"{request.path.rstrip('/')}/{job_id}"
        job: Item = {"id": job_id, "polling_url": path, "status": "pending"}
        self._jobs[job_id] = job
        self._asked[job_id] = {**body, "number": number, "host": request.headers.get("host", "")}
        if body.get("callback_url") is not None:
            self._webhooks.send_soon(body["callback_url"], lambda: self._event(job))
        return Reply.json(job, 202)

    def _end(self, job: Item) -> None:
        asked = self._asked.pop(job["id"], None)
        if asked is None:
            return
        url = f"http://{asked['host']}{job['polling_url']}/content?index=0"
        seconds = asked.get("duration") or DURATION
        job.update(
            status="completed",
            generation_id=f"gen-vid-{CREATED}-localserver{asked['number']:06d}",
            unsigned_urls=[url],
            urls=[url],
            expires_at=int(time.time()) + DAY,
            usage={"cost": round(seconds * USD_PER_SECOND, 6), "is_byok": False},
        )

    def _event(self, job: Item) -> Item:
        model = self._asked.get(job["id"], {}).get("model")
        self._end(job)
        return {
            "type": f"video.generation.{job['status']}",
            "created_at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
            "data": {**job, "model": model},
        }

    def _get(self, request: RecordedRequest, parameters: Mapping[str, str]) -> Reply:
        job = self._jobs.get(parameters["jobId"])
        if job is None:
            return _unknown()
        seen = self._looked[job["id"]] = self._looked.get(job["id"], 0) + 1
        if seen > self._looks:
            self._end(job)
        elif job["status"] not in FINAL:
            job["status"] = "in_progress"
        return Reply.json(job)

    def _download(self, request: RecordedRequest, parameters: Mapping[str, str]) -> Reply:
        query = query_of(request, "GET /videos/{jobId}/content")
        if isinstance(query, Reply):
            return query
        job = self._jobs.get(parameters["jobId"])
        if job is None:
            return _unknown()
        if self._looks == 0:
            self._end(job)
        if job["status"] != "completed":
            return Reply.error(409, f"The video is {job['status']}")
        if int(query.get("index", 0)) >= len(job["unsigned_urls"]):
            return Reply.error(404, "There is no such video of this job")
        return Reply(200, {"Content-Type": "video/mp4"}, MP4)


def _unknown() -> Reply:
    return Reply.error(404, "Job not found")
