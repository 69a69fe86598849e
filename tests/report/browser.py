"""Chromium without a window, for tests that look at pages; what it said and what it fetched can be asked."""

import contextlib
import json
import os
import shutil

import pytest

FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars",
)  # fmt: skip


def skip_or_fail(reason):
    """Skip loudly; fail where everything is required."""
    if os.environ.get("TEXTCLASS_REQUIRE_ALL") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


@contextlib.contextmanager
def browser(folder):
    """Yield a browser whose profile is in ``folder``, an empty one."""
    binary, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not binary or not driver:
        skip_or_fail("chromium and chromedriver are not installed: the pages were not looked at")
    from selenium import webdriver
    from selenium.webdriver.chrome.options import Options
    from selenium.webdriver.chrome.service import Service

    options = Options()
    options.binary_location = binary
    for flag in (*FLAGS, f"--user-data-dir={folder}", "--window-size=1280,1000"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    chrome = webdriver.Chrome(options=options, service=Service(driver))
    try:
        yield chrome
    finally:
        chrome.quit()


def visit(chrome, path, width=1280):
    """Open a page, with the logs of earlier pages emptied."""
    chrome.get_log("browser"), chrome.get_log("performance")
    metrics = {"width": width, "height": 1000, "deviceScaleFactor": 1, "mobile": width < 600}
    chrome.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    chrome.get(path.as_uri())


def said(chrome):
    """Return what the page wrote to the console, complaints of the browser among it."""
    return [entry["message"] for entry in chrome.get_log("browser")]


def fetched(chrome):
    """Return the addresses that the page asked for, itself among them."""
    messages = (json.loads(entry["message"])["message"] for entry in chrome.get_log("performance"))
    return [m["params"]["request"]["url"] for m in messages if m["method"] == "Network.requestWillBeSent"]
