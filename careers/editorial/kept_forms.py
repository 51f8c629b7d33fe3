"""Forms that were sent when their writer was logged out, and shown again afterwards.

A form that may be kept names its writer in a signed field. The words are kept for that
person alone, at the form's address, until they save the form or discard the words.
Nothing is saved in their name: a kept form is only shown again.
"""

import re
from functools import wraps
from urllib.parse import parse_qsl, urlsplit

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.core import signing
from django.http import HttpResponseServerError, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.template import loader
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.csrf import csrf_failure as django_csrf_failure
from django.views.decorators.http import require_POST

from careers.models import is_key

from .models import KeptForm
from .models.kept_form import KEPT_FOR

WRITER = "_typed_by"
KEPT = "_kept"
SALT = "careers.editorial.kept_forms"

# The browser names each form that it sends, and a cookie names those that were saved.
SENT = "_sent"
SENT_NAME = re.compile(r"[a-z0-9]{1,32}")
RECEIVED = "received"
MOST_RECEIVED = 10  # forms sent at once, from several windows
RECEIVED_FOR = 10 * 60  # seconds

# Never kept and never shown: tokens, anything about a password, and the words that a
# redaction looks for.
SECRET = re.compile(
    r"csrf|password|secret|token|^_(typed_by|kept|sent)$|^words$", re.IGNORECASE
)
# What a form sends besides the words of its writer.
NOT_TYPED = re.compile(
    r"_.*|.*action|act|aware|base|cells|counted|dimension|index|move|post|restore|role"
    r"|all|name-\w+-\w+|new|shape|all_seen|incomplete|scope|seen|confirmed|select_across|show|text-\d+-(version|opened)|version|when"
)
MOST_UNREADABLE = 4 * settings.DATA_UPLOAD_MAX_MEMORY_SIZE  # bytes


def writer_token(user):
    return signing.dumps(user.pk, salt=SALT)


def writer_key(fields):
    """Return the key of the account that a form was made for, or None."""
    try:
        return signing.loads(fields.get(WRITER, ""), salt=SALT, max_age=KEPT_FOR)
    except signing.BadSignature:
        return None


def keep(request):
    """Keep what was typed into a form, if it was made for an account in use.

    The signature is checked first, so that a stranger's form costs no query.
    """
    key = writer_key(request.POST)
    if key is None:
        return None
    writer = get_user_model().objects.filter(pk=key, is_active=True).first()
    if writer is None:
        return None
    fields = request.POST.copy()
    for name in filter(SECRET.search, request.POST):
        del fields[name]
    forget(request.POST.get(KEPT), writer)
    return KeptForm.objects.keep(
        person=writer,
        path=request.path,
        query=request.META["QUERY_STRING"],
        fields=fields,
    )


def forget(key, person):
    if key and is_key(key):
        KeptForm.objects.filter(pk=key, person=person).delete()


def keeps_forms(view, has_permission):
    """Let ``view`` keep a form sent without permission, and forget one it has saved.

    The browser keeps forms too, and forgets what the answer names as received. After
    the login, the form is open again: where it was sent to if it is kept, where it was
    sent from if nothing was typed into it.
    """

    @wraps(view)
    def wrapper(request, *args, **kwargs):
        if request.method != "POST":
            return view(request, *args, **kwargs)
        if not has_permission(request):
            is_logout = request.path == reverse("admin:logout")
            if keep(request) or is_logout:
                return view(request, *args, **kwargs)
            return redirect_to_login(path_of_form(request), reverse("admin:login"))
        response = view(request, *args, **kwargs)
        if is_saved(response):
            forget(request.POST.get(KEPT), request.user)
            name_received(request, response)
        return response

    return wrapper


def is_saved(response):
    data = getattr(response, "context_data", None) or {}
    is_answer = isinstance(response, JsonResponse) and response.status_code == 200
    return (
        response.status_code == 302
        or is_answer
        or "popup_response_data" in data
        or getattr(response, "has_saved", False)
    )


def answers_a_save(response):
    """Mark a page that answers a form which it has saved: others redirect."""
    response.has_saved = True
    return response


def name_received(request, response):
    """Name the form in a cookie, which the next page reads after any redirect."""
    sent = request.POST.get(SENT, "")
    if not SENT_NAME.fullmatch(sent):
        return
    earlier = filter(SENT_NAME.fullmatch, request.COOKIES.get(RECEIVED, "").split("."))
    response.set_cookie(
        RECEIVED,
        ".".join([sent, *earlier][:MOST_RECEIVED]),
        max_age=RECEIVED_FOR,
        path=settings.ADMIN_PATH,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Strict",
    )


def kept_form(request, **query):
    """Return what the person of a request typed at its path, to show it again.

    Once found, it is the same for the whole request. ``query`` narrows the choice.
    """
    if request.method not in ("GET", "HEAD") or not request.user.is_authenticated:
        return None
    if not hasattr(request, "kept_form"):
        forms = KeptForm.objects.of(request.user)
        request.kept_form = forms.filter(path=request.path, **query).first()
    return request.kept_form


def kept_fields(request):
    kept = kept_form(request)
    return kept.fields if kept else None


def kept_selection(request):
    """Return the kept fields of a form about what the whole address selects.

    A comment on the texts of one role would be wrong beside those of another.
    """
    kept = kept_form(request, query=request.META["QUERY_STRING"])
    return kept.fields if kept else None


@require_POST
def discard(request, pk):
    kept = get_object_or_404(KeptForm.objects.of(request.user), pk=pk)
    kept.delete()
    return redirect(kept.path)


def path_of_form(request):
    """Return the address of the page whose form was sent."""
    page = request.headers.get("Referer", "")
    parts = urlsplit(page)
    is_own = url_has_allowed_host_and_scheme(
        page, {request.get_host()}, require_https=request.is_secure()
    )
    if not (is_own and parts.path.startswith(settings.ADMIN_PATH)):
        return request.get_full_path()
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def typed_words(request):
    """Return the words of a form that can't be shown again, to copy them.

    Only for their writer: they come from the same login session, as the CSRF token
    says, or the form names its writer.
    """
    user = getattr(request, "user", AnonymousUser())
    fields = sent_fields(request, user)
    is_own = getattr(request, "csrf_processing_done", False) or (
        user.is_authenticated and writer_key(fields) == user.pk
    )
    return words_of(fields) if is_own else ""


def server_error(request):
    """Show what was typed beside an error of the site, which may be the database's."""
    is_sent = getattr(request, "csrf_processing_done", False)
    words = words_of(request.POST) if is_sent else ""
    page = loader.render_to_string("500.html", {"words": words})
    return HttpResponseServerError(page)


def words_of(fields):
    typed = [
        value.strip()
        for name, values in fields.lists()
        if not (SECRET.search(name) or NOT_TYPED.fullmatch(name))
        for value in values
        if value != "on" and any(map(str.isalpha, value))
    ]
    return "\n\n".join(dict.fromkeys(typed))


def sent_fields(request, user):
    if request.method != "POST":
        is_known = user.is_authenticated and kept_form(request)
        return request.kept_form.fields if is_known else QueryDict()
    is_form = request.content_type == "application/x-www-form-urlencoded"
    if request.POST or not is_form or not user.is_authenticated:
        return request.POST
    return oversized_fields(request)


def oversized_fields(request):
    """Return the fields of a form that is too large or has too many of them.

    Django has refused to read it. It is read here for people who are logged in alone.
    """
    fields = QueryDict(mutable=True)
    body = getattr(request, "_body", None) or request.read(MOST_UNREADABLE)
    for name, value in parse_qsl(body.decode(errors="replace")):
        fields.appendlist(name, value)
    return fields


def csrf_failure(request, reason=""):
    """Refuse a form whose token is of another login, and keep what was typed."""
    request.is_forged = True  # for the security log
    kept = request.path.startswith(settings.ADMIN_PATH) and keep(request)
    if kept and not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path(), reverse("admin:login"))
    return django_csrf_failure(request, reason)
