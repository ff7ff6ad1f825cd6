"""The review of a delivery when somebody asks for it: the one that stands, or the job that makes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.desk.delivery import Delivery
from generator.desk.jobs import PATIENCE, DeskFault, Job
from generator.desk.review import Review, review

if TYPE_CHECKING:
    from generator.desk.desk import Desk


def review_of(desk: Desk, delivery: Delivery) -> Review | Job:
    """The review of a delivery as files, choices and site are now; the job that makes it while there is none."""
    key = f"{delivery.version} {desk.content_digest()}"
    remembered = desk.reviews.get(delivery.name)
    if remembered is not None and remembered[0] == key:
        ready: Review = remembered[1]
        return ready
    name = f"lihat-{delivery.name}-{key}"
    site = desk.target()  # settings that cannot be used are told here, not as a fault of the job
    job = desk.jobs.start(name, lambda progress: review(site, delivery, progress), anew=False)
    if not job.end.wait(PATIENCE) or job.fault:
        return job
    desk.jobs.forget(name)
    assert isinstance(job.result, Review)
    desk.reviews[delivery.name] = key, job.result
    return job.result


def seen_review(desk: Desk, delivery: Delivery) -> Review:
    """The review that was looked at, made anew after the server began again. Raises DeskFault."""
    seen = review_of(desk, delivery)
    if isinstance(seen, Job):
        seen.end.wait()
        seen = review_of(desk, delivery)
    if isinstance(seen, Job):
        raise DeskFault(seen.fault or "Kiriman ini masih dibaca. Ulangi sebentar lagi.")
    return seen
