"""ARCH-06: who decides that a sealed volume may be used."""

from django.utils.translation import gettext_lazy as _

from approvals.chains import DECIDE, OPINION, Chain, Step, ddg, first_of, register, sa, service_director
from archives import actions
from people import roles


def _has_superior(request):
    """The direction's own requests go straight up (EX-73)."""
    return not (roles.is_ddg(request.filled_by) or roles.is_dg(request.filled_by))


ACCESS = register(
    Chain(
        key="archives.access",
        model="archives.AccessRequest",
        title=_("Use of an archived file"),
        rules="ARCH-06 SOD-01",
        steps=(
            Step(
                "opinion",
                OPINION,
                first_of(sa, service_director),
                when=_has_superior,
                label=_("Superior's opinion"),
                rules="ARCH-06",
            ),
            Step("decision", DECIDE, ddg, label=_("Deputy director-general decides"), rules="ARCH-06"),
        ),
        on_approved=actions.grant_access,
        again=True,
    )
)
