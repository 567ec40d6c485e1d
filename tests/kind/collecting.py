from archives.kinds import Entry


def collect(matter):
    notes, consents = list(matter.notes.all()), list(matter.consents.all())
    asked = matter.waits_for_consent
    consent = "present" if consents else "missing" if asked else "not_applicable"
    return [
        Entry("test_consent", "接受个案服务同意书", consent, consents, "" if asked else "咨询个案", required=asked),
        Entry("test_note", "个案记录表", "present" if notes else "missing", notes),
    ]


def on_sealed(matter):
    matter.frozen = True
    matter.save()


def on_reopened(matter):
    matter.frozen = False
    matter.save()
