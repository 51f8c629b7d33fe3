"""Changes of roles and live texts at a time of the test's own choice."""


def at(moment, *instances):
    """Let the last thing that happened to each have happened at ``moment``."""
    for each in instances:
        record = type(each).history.filter(id=each.pk).latest("history_id")
        record.history_date = moment
        record.save()


def say(entry, text, moment):
    entry.text = text
    entry.save()
    at(moment, entry)


def become(role, status, moment):
    role.status = status
    role.save()
    at(moment, role)
