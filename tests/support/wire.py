"""respx in the place of our transport: routes answer what httpx would be answered, and nothing goes over a wire."""

from __future__ import annotations

from typing import Any

import httpx
import respx.mocks


class TransportMocker(respx.mocks.AbstractRequestMocker):
    """Answers for `claimcheck.fetch.transport.Transport`."""

    name = "claimcheck"
    targets = ["claimcheck.fetch.transport.Transport"]  # noqa: RUF012 - as inherited
    target_methods = ["handle_async_request"]  # noqa: RUF012 - as inherited

    @classmethod
    def to_httpx_request(cls, **kwargs: Any) -> httpx.Request:  # noqa: ANN401 - as inherited
        """Return the request as it is."""
        request: httpx.Request = kwargs["request"]
        return request

    @classmethod
    async def from_async_httpx_response(
        cls,
        httpx_response: httpx.Response,
        target: object,  # noqa: ARG003 - as inherited
        **_: object,
    ) -> httpx.Response:
        """Return the answer with its body still to come."""
        body = httpx.ByteStream(httpx_response.content)
        return httpx.Response(httpx_response.status_code, headers=httpx_response.headers.raw, stream=body)


def use() -> None:
    """Let `respx.mock` mean this transport."""
    respx.mocks.DEFAULT_MOCKER = TransportMocker.name
