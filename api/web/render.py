from typing import Any
from fastapi import Request
from fastapi.responses import Response
from api.web import pages
def page(request: Request, name: str, status: int = 200, **values: Any) -> Response:
    return pages._page(request, name, status, **values)
