"""Base classes that rooms put behind a door of their own, and the page of a handed-over device."""

from gatherings.views.opinions import CollectOpinions, EndHandOver, HandOverDevice, TallyOpinions
from gatherings.views.taps import SendTaps, TapPage

__all__ = ["CollectOpinions", "EndHandOver", "HandOverDevice", "SendTaps", "TallyOpinions", "TapPage"]
