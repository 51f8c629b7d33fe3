"""How a change of a name, an address or an order becomes public: page by page."""

from careers.editorial.workflow import DetailsDraft, details
from careers.models import Kind

from .admin_forms import admin_path, as_editor
from .html import document, values
from .queue_pages import PUBLISH, REVIEW, as_member_of

DRAFT = ".details-draft form"


def proposed(item):
    """Return ``item`` as its editors see it, with what its draft proposes."""
    item = type(item).objects.get(pk=item.pk)
    return details.with_proposals([item])[0]


def draft_of(item):
    return DetailsDraft.objects.get(kind=Kind(item._meta.model_name), key=item.pk)


def submit(item, client=None):
    """Press "Submit for review" on the object's own page."""
    client = client or as_editor()
    return press(client, item, "submit")


def press(client, item, act):
    page = document(client.get(admin_path(item)))
    [address] = values(page, DRAFT, "action")
    [version] = values(page, f"{DRAFT} [name=version]", "value")
    return client.post(address, {"version": version, "act": act})


def approve(*items, client=None):
    client = client or as_member_of("Reviewer")
    versions = [draft_of(item).version for item in items]
    offered = values(document(client.get(REVIEW)), "[name=version]", "value")
    assert set(versions) <= set(offered)
    form = {"version": versions, "act": "approve", "counted": str(len(versions))}
    return client.post(REVIEW, form)


def tokens_of(client, *versions, address=PUBLISH):
    """Return what the boxes of these versions send, as the page shows them now."""
    offered = values(document(client.get(address)), "[name=version]", "value")
    return [token for token in offered if token.split("~")[0] in versions]


def publish(*items, client=None, **fields):
    client = client or as_member_of("Reviewer")
    tokens = tokens_of(client, *(draft_of(item).version for item in items))
    assert len(tokens) == len(items)
    form = {
        "version": tokens,
        "why": "Yearly review",
        "when": "now",
        "counted": f"{len(tokens)}-0",
    }
    return client.post(PUBLISH, form | fields)


def submit_and_approve(*items, client=None):
    for item in items:
        submit(item, client)
    approve(*items)


def go_live(*items, client=None):
    """Submit, approve and publish the drafts of ``items`` on the pages for it."""
    submit_and_approve(*items, client=client)
    response = publish(*items)
    assert response.status_code == 302, document(response).to_text()
    for item in items:
        item.refresh_from_db()
