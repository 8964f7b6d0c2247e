"""A process of its own that sends mails, to be killed in the middle of it."""

from __future__ import annotations

import json
import os
import sys

if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    import django

    django.setup()
    from freehold.integrations.mail.smtp import SmtpSender
    from freehold.kit.mailing.models import OutgoingMail
    from freehold.kit.mailing.port import mail_sender
    from tests.kit.mailing.program_steps import STEPS

    mail_sender.use(SmtpSender())
    STEPS[sys.argv[1]](*sys.argv[2:])
    print(json.dumps(dict(OutgoingMail.objects.order_by("pk").values_list("pk", "state"))))
