"""A stored file as an answer: whole, or the part that a Range asks for."""

from __future__ import annotations

from flask import Response, request, send_file

from attune.classroom.platform.media.contract import MediaStore, StoredMedia

NOT_MODIFIED = 304


def answer_with(
    store: MediaStore, file: StoredMedia, media_type: str, shown_name: str, *, attachment: bool = False
) -> Response:
    """Answer the request with a file that its asker may read.

    Args:
        store: where the file is.
        file: which one; a name always has the same content.
        media_type: as what it is sent.
        shown_name: what people call it, in any script (Content-Disposition, RFC 6266).
        attachment: whether browsers save it instead of showing it.

    Raises:
        MediaMissing: it has gone since it was found.
    """
    content = store.open(file.name)
    response = send_file(
        content,
        mimetype=media_type,
        as_attachment=attachment,
        download_name=shown_name,
        conditional=False,
        etag=f"{file.name.rsplit('/', 1)[-1]}-{file.bytes}",
        last_modified=file.changed_at,
    )
    response.content_length = file.bytes
    try:
        response.make_conditional(request, accept_ranges=True, complete_length=file.bytes)
    except BaseException:
        content.close()
        raise
    if response.status_code == NOT_MODIFIED:
        content.close()
    return response
