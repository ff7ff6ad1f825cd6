"""The browser form at `admin/`: its page, its settings made from the schema, and our copy of Decap CMS's script.

Off unless `admin: true`. The page is not for readers: `noindex`, in no sitemap, and with a policy of its own, since the
CMS compiles its checks at run time (`unsafe-eval`) and writes its styles into the page (`unsafe-inline`).
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from generator.documents._admin_form import Choices, collections, headings
from generator.model.chapter import Chapter, Listed
from generator.model.digest import fingerprint
from generator.model.fields import Json
from generator.model.output import Output
from generator.model.world import World

SOURCE = Path(__file__).parent.parent / "data" / "admin"
SCRIPTS = ("mulai.js", "bahasa.js")
CMS = "decap-cms.js"
GITHUB = "https://api.github.com https://www.githubstatus.com"
FACES = "https://avatars.githubusercontent.com"
# What Decap CMS draws around a field, but for fields inside others.
OUTERMOST = '[class*="-ControlContainer"]:not([class*="-ControlContainer"] *)'


class FormTarget(NamedTuple):
    """Where the form saves to. `login`: the service that signs in at GitHub for a published form; may be empty."""

    title: str
    base_url: str
    repository: str
    login: str
    live: bool  # in a preview, which saves into the files of this computer
    folder: str = ""  # of the site in its repository, with a slash at its end

    @property
    def root(self) -> str:
        """What stands before the paths of the site's files where the form saves them."""
        return "" if self.live else self.folder

    @property
    def works(self) -> bool:
        """Whether the form can save anything where it lies."""
        return self.live or bool(self.login and self.repository)


def chapters(world: World, facts: Sequence[Listed]) -> Iterator[Chapter[Output]]:
    """The files below `admin/`."""
    if world.form.is_on:
        outputs = tuple(_outputs(world))
        yield Chapter("admin", fingerprint(*[output.inputs for output in outputs]), lambda: outputs)


def _outputs(world: World) -> Iterator[Output]:
    site = world.site
    place = FormTarget(site.title, site.base_url, site.repository, world.form.login, site.live, site.repository_folder)
    choices = Choices(
        tuple((item.code, item.full) for item in site.regions),
        tuple((item.slug, item.name) for item in site.categories),
        site.platforms,
    )
    yield Output("admin/index.html", form_page, (place,))
    yield Output("admin/config.yml", config_file, (place, choices))
    yield Output(f"admin/{CMS}", cms_script, ())
    yield Output("admin/admin.css", form_style, (headings(),))
    for name in (*SCRIPTS, "logo.svg"):
        yield Output(f"admin/{name}", own_file, (name,))


def config_file(place: FormTarget, choices: Choices) -> bytes:
    """`config.yml`."""
    import yaml

    class Dumper(yaml.SafeDumper):
        """Without anchors: the same list may stand in many fields."""

        def ignore_aliases(self, data: object) -> bool:
            return True

    head = "# Dibuat oleh Etalase dari skema isian; perubahan di berkas ini akan tertimpa.\n"
    text = yaml.dump(config(place, choices), Dumper=Dumper, allow_unicode=True, sort_keys=False, width=4096)
    return (head + text).encode()


def config(place: FormTarget, choices: Choices) -> dict[str, Json]:
    """The settings of the CMS."""
    return {
        "backend": _backend(place),
        "media_folder": f"{place.root}content/foto",
        "public_folder": "",
        **({} if place.live else {"site_url": place.base_url, "display_url": place.base_url}),
        "logo": {"src": "logo.svg", "show_in_header": False},
        "slug": {"encoding": "ascii", "clean_accents": True, "sanitize_replacement": "-"},
        "collections": collections(choices, place.root),
    }


def _backend(place: FormTarget) -> dict[str, Json]:
    repository = urlsplit(place.repository)
    if repository.hostname != "github.com":
        return {"name": "test-repo"}  # a preview goes to its own server anyway; elsewhere the page starts no CMS
    service = {"base_url": place.login.rstrip("/")} if place.login else {}
    name = repository.path.strip("/").removesuffix(".git")
    return {"name": "github", "repo": name, "branch": "main", **service}


def policy(place: FormTarget) -> str:
    """The form's own policy."""
    images, asked = ("", "") if place.live else (f" {FACES}", f" {GITHUB}")
    return (
        "default-src 'none'; script-src 'self' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
        f"img-src 'self' blob: data:{images}; font-src 'self' data:; connect-src 'self' blob:{asked}; "
        "base-uri 'none'; form-action 'none'"
    )


def form_page(place: FormTarget) -> bytes:
    """`index.html`: the CMS; or, where it could not save anything, how to open it where it can."""
    scripts = "".join(f'<script src="{name}" defer></script>\n' for name in (SCRIPTS[0], CMS, SCRIPTS[1]))
    edit = f'<p><a href="{escape(place.repository)}">Buka repositorinya di GitHub</a></p>\n' if place.repository else ""
    text = "<noscript><p>Formulir ini memerlukan JavaScript. Nyalakan di pengaturan peramban, lalu muat ulang.</p></noscript>\n"
    if not place.works:
        text = (
            "<h1>Formulir</h1>\n<p>Formulir ini menyimpan ke berkas di komputer. Buka folder situs, klik ganda <code>etalase.py</code>, "
            "lalu buka <code>/admin/</code> di pratinjau.</p>\n<p>Tanpa komputer itu, sunting berkasnya langsung di GitHub.</p>\n"
            f"{edit}"
        )
    return (
        '<!doctype html>\n<html lang="id">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(policy(place))}">\n'
        '<meta name="robots" content="noindex">\n<meta name="referrer" content="strict-origin-when-cross-origin">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>Formulir | {escape(place.title)}</title>\n"
        '<link rel="icon" href="logo.svg">\n<link rel="stylesheet" href="admin.css">\n'
        f"{scripts if place.works else ''}</head>\n<body>\n{text}</body>\n</html>\n"
    ).encode()


def cms_script() -> bytes:
    """Decap CMS as its makers published it; see `data/admin/README.md`."""
    return gzip.decompress((SOURCE / f"{CMS}.gz").read_bytes())


def form_style(groups: tuple[tuple[str, tuple[str, ...]], ...]) -> bytes:
    """`admin.css`, with a heading over the first field of each group: what is stored knows nothing of groups."""
    rules = []
    for name, keys in groups:
        labels = ", ".join(f'label[for^="{key}-field-"]' for key in keys)
        rules.append(f'{OUTERMOST}:has(> div > :is({labels}))::before {{ content: "{name}"; }}\n')
    return own_file("admin.css") + "".join(rules).encode()


def own_file(name: str) -> bytes:
    """A file of ours, as it is."""
    return (SOURCE / name).read_bytes()
