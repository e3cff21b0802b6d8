"""The first word list is put in after every migrate (`orgwork/workreports/firstwords.py`): an emptied database gets it too."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("workreports", "0007_slots_of_other_documents")]
    operations = []
