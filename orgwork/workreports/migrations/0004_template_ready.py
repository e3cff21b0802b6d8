from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("workreports", "0003_templates_rows"),
    ]

    operations = [
        migrations.AddField(
            model_name="templateversion",
            name="ready",
            field=models.BooleanField(default=False, editable=False, verbose_name="可以成稿"),
        ),
    ]
