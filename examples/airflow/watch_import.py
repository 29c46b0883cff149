"""Starts an import and watches it. Airflow repeats the watch only if the outcome is open."""

import subprocess
from datetime import datetime, timedelta

from airflow.decorators import dag, task
from airflow.exceptions import AirflowException, AirflowFailException

# The outcome is unknown, or the watch stopped while the import kept running.
OPEN = {6, 124, 129, 130, 137, 143}


@dag(schedule="@daily", start_date=datetime(2026, 1, 1), catchup=False)
def products():
    @task.bash
    def start() -> str:
        # The script prints the service's response on one line, which Airflow passes to the next task.
        # Airflow runs commands in an empty folder, so change to the one with the data.
        return "cd /opt/imports && ./start-import.sh"

    @task(retries=20, retry_delay=timedelta(seconds=30))
    def watch(answer: str) -> None:
        command = ["importwatch", "wait", "--profile", "shop", "--stall-timeout", "30m", "-"]
        code = subprocess.run(command, input=answer, text=True, check=False).returncode
        if code in OPEN or code < 0:
            raise AirflowException(f"outcome open, exit code {code}")
        if code != 0:
            raise AirflowFailException(f"exit code {code}")

    watch(start())


products()
