"""Starts an import and watches it. Airflow repeats the watch only if the outcome is open."""

import subprocess
from datetime import datetime, timedelta

from airflow.decorators import dag, task
from airflow.exceptions import AirflowException, AirflowFailException

# The outcome is unknown, or the watch was ended while the import kept running.
OPEN = {6, 124, 129, 130, 137, 143}


@dag(schedule="@daily", start_date=datetime(2026, 1, 1), catchup=False)
def products():
    @task.bash
    def start() -> str:
        # Prints the answer of the service on one line; Airflow hands that line to the next task.
        # Its folder has the data: Airflow runs the command in an empty one.
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
