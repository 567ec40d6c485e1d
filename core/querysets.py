"""Querysets of the house: audited tables, compare-and-set, and the newest rows of several visibility arms."""

from functools import reduce
from operator import or_

from django.db import models, transaction
from simple_history.utils import bulk_update_with_history, get_history_manager_for_model


class Unaudited(TypeError):
    """A bulk write on an audited table, which would leave no history."""


class AuditedQuerySet(models.QuerySet):
    """Refuses the writes that django-simple-history does not hear (law 8 of the house)."""

    def _refuse(self, *args, **kwargs):
        raise Unaudited(f"{self.model._meta.label} is audited: save() each row, or use core.querysets")

    update = _refuse
    bulk_create = _refuse
    bulk_update = _refuse
    delete = _refuse

    def claim(self, row, **expected):
        """Compare and set: raise `row.version` where it is still the version read and `expected` still holds.

        True for exactly one of any number of simultaneous callers; the winner then saves the row in the same
        transaction, which writes the history. The caller holds a transaction.
        """
        claimed = models.QuerySet.update(
            self.filter(pk=row.pk, version=row.version, **expected), version=row.version + 1
        )
        if claimed == 1:
            row.version += 1
        return claimed == 1


class VisibleQuerySet(AuditedQuerySet):
    """Rows of a model whose `policy.arms(user)` names who sees what. Set `arms` in the subclass.

    `arms` is a function user -> {name: Q}; an empty dict shows nothing. `wide` names the arms by which somebody sees
    the rows of many others.
    """

    wide = ()

    @staticmethod
    def arms(user):
        raise NotImplementedError

    def visible_to(self, user):
        """The rows `user` may see, each once: for one row, counts, files, search and export."""
        arms = self.arms(user)
        if not arms:
            return self.none()
        return allowed(self, reduce(or_, arms.values()))

    def visible_page(self, user, *, arms=None, **which):
        """The newest rows visible to `user` (core.lists.newest_of_arms says which), as a core.lists.Page.

        `arms` is another function of the policy, for a list that shows less than all one may see.
        """
        from core.lists import newest_of_arms

        return newest_of_arms(self, (arms or self.arms)(user), wide=self.wide, **which)


def allowed(rows, seen):
    """`rows` that the condition `seen` shows, each once.

    Only what joins a table with several rows of its own stands in a subquery: SQLite works a subquery out over the
    whole table, however few rows are asked for.
    """
    inner = rows.model._base_manager.filter(seen)
    several = any(
        getattr(getattr(join, "join_field", None), "multiple", False) for join in inner.query.alias_map.values()
    )
    return rows.filter(pk__in=inner.values("pk")) if several else rows.filter(seen)


@transaction.atomic
def create_with_history(model, rows, *, by=None, reason=None):
    """Insert `rows` of an audited `model` and their history in one transaction; returns the rows."""
    created = models.QuerySet(model).bulk_create(rows)
    get_history_manager_for_model(model).bulk_history_create(created, default_user=by, default_change_reason=reason)
    return created


@transaction.atomic
def update_with_history(model, rows, fields, *, by=None, reason=None):
    """Update `fields` of `rows` of an audited `model` with their history in one transaction."""
    return bulk_update_with_history(
        rows, model, fields, default_user=by, default_change_reason=reason, manager=model._base_manager
    )
