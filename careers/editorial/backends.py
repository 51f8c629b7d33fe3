"""Who may do what, read from the database at once."""

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import Permission
from django.db.models import Q


class PermissionsBackend(ModelBackend):
    """Django's own backend, with one query for all permissions instead of two."""

    def get_all_permissions(self, user_obj, obj=None):
        if not user_obj.is_active or user_obj.is_superuser or obj is not None:
            return super().get_all_permissions(user_obj, obj)
        if not hasattr(user_obj, "_perm_cache"):
            granted = Q(user=user_obj.pk) | Q(group__user=user_obj.pk)
            names = Permission.objects.filter(granted).order_by()
            names = names.values_list("content_type__app_label", "codename")
            user_obj._perm_cache = {f"{label}.{codename}" for label, codename in names}
        return user_obj._perm_cache
