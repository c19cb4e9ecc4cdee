"""Templates with what every page needs: words in the reader's language, dates as they are written here, labels."""

from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.responses import Response
from fastapi.templating import Jinja2Templates

from api.web import labels
from api.web.language import Translate, language_of, translator
from corpus.exports.base import vietnamese_date

_templates = Jinja2Templates(directory=Path(__file__).parent / "templates")
_templates.env.filters["ngay"] = vietnamese_date
_templates.env.globals["labels"] = labels
_templates.env.trim_blocks = _templates.env.lstrip_blocks = True


def page(request: Request, name: str, status: int = 200, **values: Any) -> Response:
    """A page in the reader's language."""
    language = language_of(request)
    context = {"_": translator(language), "language": language, "here": request.url.path, **values}
    return _templates.TemplateResponse(request, name, context, status_code=status)


def rendered(name: str, **values: Any) -> str:
    """A page as text in Vietnamese, without a server."""
    return _templates.get_template(name).render({"_": translator("vi"), "language": "vi", "here": "", **values})


def words(request: Request) -> Translate:
    """The translator of a request's language."""
    return translator(language_of(request))


def inside(address: str) -> str:
    """Only an address of ours: `//elsewhere` and `\\\\elsewhere` are other hosts to a browser."""
    return address if address.startswith("/") and not address.startswith(("//", "/\\")) and not any(ord(c) < 32 for c in address) else "/"
