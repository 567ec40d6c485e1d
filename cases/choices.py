"""The choice lists of the casework forms (forms.md, shared lists and those of one form)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CaseKind(models.TextChoices):
    """CASE_KIND of forms.md."""

    CONSULTATION = "consultation", _("consultation")
    COUNSELLING = "counselling", _("counselling")
    TREATMENT = "treatment", _("treatment")
    REFERRAL = "referral", _("referral case")


class Source(models.TextChoices):
    """SOURCE: who brought the person to us."""

    SELF = "self", _("came of their own accord")
    FAMILY = "family", _("family or guardian")
    PUBLIC = "public", _("member of the public")
    ORG = "org", _("another organization")
    INTERNAL = "internal", _("inside our organization")
    OUTREACH = "outreach", _("worker's outreach")


class Channel(models.TextChoices):
    """CHANNEL of an inquiry."""

    VISIT = "visit", _("visit")
    PHONE = "phone", _("phone call")
    EMAIL = "email", _("e-mail")
    OUTREACH = "outreach", _("outreach")
    ONLINE = "online", _("online")
    OTHER = "other", _("other way")


class ClientType(models.TextChoices):
    """CLIENT_TYPE."""

    VOLUNTARY = "voluntary", _("voluntary")
    INVOLUNTARY = "involuntary", _("involuntary")


class Way(models.TextChoices):
    """CONTACT_WAY: how worker and client met."""

    FACE = "face", _("interview")
    HOME = "home", _("home visit")
    PHONE = "phone", _("by phone")
    ONLINE = "online", _("on line")
    ACCOMPANY = "accompany", _("accompanying")
    COLLATERAL = "collateral", _("with people concerned")
    CONFERENCE = "conference", _("case conference")


class Ground(models.TextChoices):
    """CLOSE_GROUND: the five grounds of CASE-27, and death or moving away."""

    GOAL_MET = "goal_met", _("goals met")
    SELF_RELIANT = "self_reliant", _("not fully solved, but able to cope")
    RELATION = "relation", _("working relation broke down")
    NEW_NEED = "new_need", _("new need, other service")
    UNFORESEEN = "unforeseen", _("unforeseeable factors")
    GONE = "deceased_moved", _("death or moving away")


class CaseModel(models.TextChoices):
    """CASE_MODEL."""

    PSYCHOSOCIAL = "psychosocial", _("psychosocial therapy")
    COGNITIVE = "cognitive_behaviour", _("cognitive behaviour")
    RATIONAL = "rational_emotive", _("rational emotive")
    TASK = "task_centred", _("task-centred")
    CRISIS = "crisis", _("crisis intervention")
    PERSON = "person_centred", _("person-centred")
    FAMILY = "family", _("family therapy")
    NARRATIVE = "narrative", _("narrative")
    SOLUTION = "solution", _("solution-focused")
    OTHER = "other", _("other model")


class ConfLevel(models.TextChoices):
    """CONF_LEVEL (CONF-08)."""

    LOW = "low", _("low")
    MEDIUM = "medium", _("medium")
    HIGH = "high", _("high")


class RelationToClient(models.TextChoices):
    SELF = "self", _("the person concerned")
    FAMILY = "family", _("relative")
    FRIEND = "friend", _("friend")
    AGENCY = "agency", _("agency")
    OTHER = "other", _("other relation")


class InquiryOutcome(models.TextChoices):
    INFO = "info_only", _("information given")
    NOT_ACCEPTED = "not_accepted", _("not accepted")
    REFERRED = "referred", _("referred elsewhere")
    PROCEED = "proceed", _("goes on to screening")


class ApplicantKind(models.TextChoices):
    SELF = "self", _("own application")
    GUARDIAN = "guardian", _("parent or guardian")
    PUBLIC = "public", _("someone from the public")
    AGENCY = "agency", _("an agency")


class ServiceWanted(models.TextChoices):
    CASE = "case", _("casework")
    GROUP = "group", _("group")
    ACTIVITY = "activity", _("community event")
    OTHER = "other", _("other service")


class Acceptance(models.TextChoices):
    ACCEPTED = "accepted", _("accepted")
    NOT_ACCEPTED = "not_accepted", _("not accepted")
    REFERRED = "referred", _("referred elsewhere")


class ToldWay(models.TextChoices):
    """How somebody was told (CASE-05)."""

    PHONE = "phone", _("told by phone")
    WRITTEN = "written", _("in writing")
    FACE = "face", _("face to face")


class VisitKind(models.TextChoices):
    INQUIRY = "inquiry", _("inquiry")
    INTAKE = "intake", _("intake")
    VISIT = "visit", _("home or field visit")


class Judgement(models.TextChoices):
    ELIGIBLE = "eligible", _("qualifies")
    NOT_ELIGIBLE = "not_eligible", _("does not qualify")
    FURTHER = "further", _("needs a closer look")


class HelpSeeking(models.TextChoices):
    TRIED_FIRST = "tried_self_first", _("tried alone first")
    DIRECT = "direct", _("asked at once")


class Problem(models.TextChoices):
    """Problem categories of the intake form."""

    EMOTION = "emotion", _("emotion")
    FAMILY = "family", _("family relations")
    MARRIAGE = "marriage", _("marriage")
    PARENTING = "parenting", _("parenting")
    HEALTH = "health", _("health")
    ECONOMY = "economy", _("livelihood")
    EMPLOYMENT = "employment", _("employment")
    EDUCATION = "education", _("education")
    HOUSING = "housing", _("housing")
    LAW = "law", _("legal matters")
    VIOLENCE = "violence", _("violence")
    ADDICTION = "addiction", _("addiction")
    ADJUSTMENT = "adjustment", _("adjustment")
    OTHER = "other", _("other problem")


class Risk(models.TextChoices):
    NONE = "none", _("no risk seen")
    LOW = "low", _("low risk")
    MEDIUM = "medium", _("medium risk")
    HIGH = "high", _("high risk")


class OpenMode(models.TextChoices):
    NORMAL = "normal", _("open after approval")
    PROVISIONAL = "provisional", _("open first, approval afterwards")


class Marital(models.TextChoices):
    SINGLE = "single", _("single")
    MARRIED = "married", _("married")
    DIVORCED = "divorced", _("divorced")
    WIDOWED = "widowed", _("widowed")
    OTHER = "other", _("other marital status")


class Education(models.TextChoices):
    NONE = "none", _("no schooling")
    PRIMARY = "primary", _("primary school")
    JUNIOR = "junior", _("junior secondary")
    SENIOR = "senior", _("senior secondary or vocational")
    COLLEGE = "college", _("college")
    UNIVERSITY = "university", _("university or higher")


class Income(models.TextChoices):
    DIBAO = "dibao", _("receives minimum living allowance")
    TEKUN = "tekun", _("in special hardship support")
    LOW = "low", _("low income")
    AVERAGE = "average", _("average income")
    GOOD = "good", _("comfortable")


class Identity(models.TextChoices):
    """Special identities; off by default per service type (CONF-03)."""

    CORRECTION = "correction", _("in community correction")
    DRUG = "drug", _("in drug recovery")
    ORPHAN = "orphan", _("orphan")
    MARTYR = "martyr", _("family of a martyr")
    VETERAN = "veteran", _("veteran")
    BEREAVED = "bereaved", _("lost an only child")
    OTHER = "other", _("other identity")


class NotifiedWay(models.TextChoices):
    WRITTEN = "written", _("in writing")
    PHONE = "phone", _("told by phone")


class Signer(models.TextChoices):
    """Capacity of the person who signs."""

    SELF = "self", _("client in person")
    GUARDIAN = "guardian", _("guardian")
    AGENT = "agent", _("agent")


class ShareScope(models.TextChoices):
    SUPERVISOR = "supervisor", _("supervisor")
    HOST = "host_unit", _("host unit")
    PARTNER = "partner", _("partner agency")
    NOBODY = "none", _("nobody")


class Publicity(models.TextChoices):
    NO = "no", _("no publicity")
    ANONYMOUS = "anonymous", _("anonymously only")
    NAMED = "named", _("with the name")


class AgreementForm(models.TextChoices):
    WRITTEN = "written", _("written agreement")
    ORAL = "oral", _("oral agreement")


class Participation(models.TextChoices):
    """CASE-26."""

    CLIENT = "client", _("the client")
    FAMILY = "family", _("the family")
    BOTH = "both", _("client and family")
    NO = "no", _("nobody (say why)")


class GoalLevel(models.TextChoices):
    OVERALL = "overall", _("overall goal")
    PART = "part", _("partial goal")


class Occasion(models.TextChoices):
    BASELINE = "baseline", _("baseline")
    INTERIM = "interim", _("in between")
    CLOSING = "closing", _("at closing")
    FOLLOW_UP = "follow_up", _("at follow-up")


class Rater(models.TextChoices):
    CLIENT = "client", _("rated by the client")
    WORKER = "worker", _("rated by the worker")
    FAMILY = "family", _("rated by the family")


class Reached(models.TextChoices):
    REACHED = "reached", _("reached")
    PARTLY = "partly", _("partly reached")
    NOT = "not", _("not reached")


class NextStage(models.TextChoices):
    CONTINUE = "continue", _("go on")
    REVISE = "revise_plan", _("revise the plan")
    REFER = "refer", _("refer")
    CLOSE = "close", _("close the case")


class FilledBy(models.TextChoices):
    """SOD-06: never the worker."""

    CLIENT = "client", _("filled in by the client")
    GUARDIAN = "guardian", _("filled in by the guardian")
    OTHER = "oral_by_other", _("typed by somebody else from dictation (not the worker)")


class Scale5(models.TextChoices):
    """1 to 5."""

    ONE = "1", _("1 not at all")
    TWO = "2", _("2 a little")
    THREE = "3", _("3 so-so")
    FOUR = "4", _("4 largely")
    FIVE = "5", _("5 fully")


class Satisfaction(models.TextChoices):
    """SATISFACTION."""

    FIVE = "5", _("5 very satisfied")
    FOUR = "4", _("4 satisfied")
    THREE = "3", _("3 neutral")
    TWO = "2", _("2 dissatisfied")
    ONE = "1", _("1 very dissatisfied")


class Signed(models.TextChoices):
    SIGNED = "signed", _("signed")
    REFUSED = "refused", _("did not want to sign")


class Agreed(models.TextChoices):
    YES = "yes", _("agrees to close")
    NO = "no", _("does not agree")
    UNREACHABLE = "not_reachable", _("not reachable")


class FileMovedTo(models.TextChoices):
    SUPERVISOR = "supervisor", _("to the supervisor")
    ORG = "organization", _("to the organization")
    POINT = "service_point", _("kept at the service point")


class RecordingKind(models.TextChoices):
    AUDIO = "audio", _("sound")
    VIDEO = "video", _("film")
    PHOTO = "photo", _("photographs")


class RecordingPurpose(models.TextChoices):
    SUPERVISION = "supervision", _("for supervision")
    TRAINING = "training", _("for training")
    RESEARCH = "research", _("for research")
    PUBLICITY = "publicity", _("for publicity")


class EffectKept(models.TextChoices):
    KEPT = "kept", _("kept")
    PARTLY = "partly", _("kept in part")
    RELAPSED = "relapsed", _("relapsed")
    UNREACHABLE = "not_reachable", _("could not be reached")


class FollowUpAction(models.TextChoices):
    NONE = "none", _("nothing further")
    INFO = "information", _("gave information")
    REOPEN = "reopen", _("open again")
    REFER = "refer", _("refer elsewhere")
