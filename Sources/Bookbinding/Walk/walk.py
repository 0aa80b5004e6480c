#!/usr/bin/env python3
"""Walks through the finished book as a student does, in a browser without a window.

    python3 -m venv /tmp/walk && /tmp/walk/bin/pip install playwright axe-playwright-python
    swift run course book
    /tmp/walk/bin/python Sources/Bookbinding/Walk/walk.py Book

It goes from the contents to lesson 04, through its steps, answers a question wrong and then right,
searches for "pooling" and comes to Conv2D. Then it opens every page of the book and some of the
reference, wide and narrow, light and dark: are all links and pictures there, is anything wider than the
screen, what does axe-core say about contrast, keyboard and names, how much is loaded. Pictures of all pages
go to the folder --pictures. Ends with a status other than 0 if something was wrong.

Needs Chromium (Debian: chromium). The book itself needs none of this.
"""
import argparse
import functools
import http.server
import json
import os
import shutil
import sys
import threading
from collections import Counter

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

WIDTHS = {"wide": (1280, 900), "narrow": (390, 844)}
SCHEMES = ["light", "dark"]
REFERENCE = [
    "/documentation/primavera", "/documentation/datasets", "/documentation/figures",
    "/documentation/primavera/conv2d", "/documentation/primavera/tensor",
    "/documentation/primavera/adam", "/documentation/datasets/mnist", "/documentation/figures/chart",
    "/documentation/primavera/layer", "/documentation/primavera/activation",
    "/documentation/primavera/sequential/fit(_:_:epochs:batchsize:options:using:)",
    "/documentation/primavera/filters", "/documentation/primavera/augmentation/step",
    "/sources/Lessons/04-convolution/main.swift/", "/sources/Sources/Primavera/Layers/Dense.swift/",
]
# What the renderer that comes with docc does on all pages alike; counted, but no reason to fail.
RENDERER = set()


def serve(folder):
    """A server for the folder on a free port of this machine; returns its address."""
    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *arguments):
            pass

    handler = functools.partial(Quiet, directory=folder)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}"


def pages_of(folder):
    """The addresses of the book's own pages: contents, lessons, articles."""
    pages = ["/tutorials/contents"]
    lessons = os.path.join(folder, "data", "tutorials", "primavera")
    pages += [f"/tutorials/primavera/{name[:-5]}" for name in sorted(os.listdir(lessons))
              if name.endswith(".json")]
    symbols = os.path.join(folder, "data", "documentation", "primavera")
    for name in sorted(os.listdir(symbols)):
        if name.endswith(".json"):
            with open(os.path.join(symbols, name)) as file:
                if json.load(file)["kind"] == "article":
                    pages.append(f"/documentation/primavera/{name[:-5]}")
    return pages


class Walk:
    def __init__(self, site):
        self.site = site
        self.problems = []
        self.links = set()

    def expect(self, holds, sentence):
        print(("  yes: " if holds else "  NO:  ") + sentence)
        if not holds:
            self.problems.append(sentence)

    def open(self, page, address):
        page.goto(self.site + address, wait_until="networkidle")
        page.wait_for_timeout(200)

    def as_a_student(self, page):
        print("A student's way")
        self.open(page, "/")
        page.wait_for_url("**/tutorials/contents**")
        self.expect("Primavera" in page.title(), "the front page leads to the contents")
        page.locator("a[href*='/tutorials/primavera/lesson04']").first.click()
        page.wait_for_url("**/lesson04**")
        self.expect(page.locator("h1").first.inner_text() != "", "lesson 04 opens from the contents")
        steps = page.locator(".step")
        for index in range(steps.count()):
            steps.nth(index).scroll_into_view_if_needed()
            page.wait_for_timeout(50)
        listings = page.locator(".code-listing, .code-preview").count()
        self.expect(steps.count() > 0, f"its {steps.count()} steps can be gone through")
        self.expect(listings > 0, f"code stands beside them ({listings} listings)")
        self.answer(page)
        self.open(page, "/documentation/primavera")
        found = self.search(page, "pooling")
        self.expect(any("ool" in text for text in found), f"a search for pooling finds {found[:4]}")
        found = self.search(page, "Conv2D")
        self.expect("Conv2D" in found, f"a search for Conv2D finds {found[:4]}")
        page.locator("a.leaf-link:visible").get_by_text("Conv2D", exact=True).first.click()
        page.wait_for_url("**/conv2d**")
        page.wait_for_timeout(300)
        self.expect(page.locator("h1").first.inner_text().strip().startswith("Conv2D"), "Conv2D opens")
        source = page.locator("a[href*='/sources/Sources/Primavera/Layers/Conv2D.swift']")
        self.expect(source.count() > 0, "it leads to its line in the source")
        if source.count():
            self.open(page, source.first.get_attribute("href"))
            self.expect(page.locator("span:target").count() == 1, "the line is there and marked")

    def search(self, page, word):
        """What the list beside the reference shows when a word is typed below it."""
        field = page.locator("input[placeholder='Filter']").last
        field.click()
        field.press("Control+A")
        page.keyboard.type(word, delay=30)
        page.wait_for_timeout(1500)
        items = page.locator("a.leaf-link")
        inside = items.evaluate_all(
            """links => links.filter(link => {
                const box = link.getBoundingClientRect()
                return box.height > 0 && box.bottom > 0 && box.top < innerHeight
            }).map(link => link.innerText.trim())""")
        return inside

    def answer(self, page):
        """A wrong answer to the first question, then the right one."""
        choices = page.locator(".assessments .choices input, .quiz .choices input")
        submit = page.locator(".quiz .check, button.check").first
        if choices.count() == 0:
            self.expect(False, "lesson 04 asks a question")
            return
        labels = page.locator(".quiz .choice")
        wrong = right = False
        for index in range(labels.count()):
            labels.nth(index).click()
            submit.click()
            page.wait_for_timeout(150)
            name = labels.nth(index).get_attribute("class") or ""
            if "incorrect" in name:
                wrong = True
            elif "correct" in name:
                right = True
            if wrong and right:
                break
        self.expect(wrong, "a wrong answer is called wrong, with its reason")
        self.expect(right, "the right answer is called right")

    def look(self, browser, addresses, pictures):
        """Every page, wide and narrow, light and dark."""
        print(f"\n{len(addresses)} pages, {len(WIDTHS)} widths, light and dark")
        violations, examples, largest = Counter(), {}, (0, "")
        for scheme in SCHEMES:
            for width, (columns, rows) in WIDTHS.items():
                context = browser.new_context(
                    viewport={"width": columns, "height": rows}, color_scheme=scheme,
                    reduced_motion="reduce")
                context.set_default_timeout(600_000)
                page = context.new_page()
                missing = []
                page.on("response", lambda r: missing.append(r.url) if r.status >= 400 else None)
                page.on("pageerror", lambda e: missing.append(f"error in the page: {e}"))
                session = context.new_cdp_session(page)
                session.send("Network.enable")
                session.send("Network.setCacheDisabled", {"cacheDisabled": True})
                loaded = [0]
                session.on("Network.loadingFinished",
                           lambda e: loaded.__setitem__(0, loaded[0] + e["encodedDataLength"]))
                for address in addresses:
                    missing.clear()
                    loaded[0] = 0
                    self.open(page, address)
                    self.read_to_the_end(page)
                    self.judge(page, address, f"{width}, {scheme}", missing)
                    largest = max(largest, (loaded[0], address))
                    for violation in Axe().run(page).response["violations"]:
                        key = (violation["impact"], violation["id"])
                        violations[key] += len(violation["nodes"])
                        node = violation["nodes"][0]
                        examples.setdefault(key, (address, scheme, width, node["html"][:160]))
                    if pictures:
                        name = address.strip("/").replace("/", "-")
                        page.screenshot(path=f"{pictures}/{name}-{width}-{scheme}.png", full_page=True)
                context.close()
        print(f"  most loaded for one page: {largest[0] / 1e6:.2f} MB, {largest[1]}")
        self.expect(largest[0] <= 1_500_000, "no page loads more than 1.5 MB")
        print(f"  axe-core: {sum(violations.values())} places against "
              f"{len(violations)} rules")
        for (impact, rule), count in sorted(violations.items(), key=lambda item: str(item)):
            address, scheme, width, html = examples[(impact, rule)]
            print(f"    {count:5} {impact}: {rule}, as on {address} ({width}, {scheme}): {html}")
            if impact in ("serious", "critical") and rule not in RENDERER:
                self.problems.append(f"axe-core: {rule} ({impact}), {count} places")

    def read_to_the_end(self, page):
        """Scrolls down and up again: pictures are loaded when they come near the window."""
        page.evaluate(
            """async () => {
                for (let y = 0; y < document.documentElement.scrollHeight; y += 600) {
                    scrollTo(0, y)
                    await new Promise(done => setTimeout(done, 30))
                }
                scrollTo(0, 0)
            }""")
        page.wait_for_load_state("networkidle")

    def judge(self, page, address, how, missing):
        for url in set(missing):
            self.problems.append(f"{address} ({how}): {url} is not there")
        facts = page.evaluate(
            """() => ({
                empty: document.querySelectorAll('h1').length == 0,
                wider: document.documentElement.scrollWidth - document.documentElement.clientWidth,
                broken: [...document.images].filter(i => i.complete && i.naturalWidth == 0 && i.src)
                    .map(i => i.src),
                mute: [...document.images].filter(i => !i.hasAttribute('alt')).map(i => i.src),
                links: [...document.querySelectorAll('a[href]')].map(a => a.href.split('#')[0]),
            })""")
        if facts["empty"]:
            self.problems.append(f"{address} ({how}) has no heading: it does not open")
        if facts["wider"] > 0:
            self.problems.append(f"{address} ({how}) is {facts['wider']} pixels wider than the screen")
        for source in facts["broken"]:
            self.problems.append(f"{address} ({how}): the picture {source} is broken")
        for source in facts["mute"]:
            self.problems.append(f"{address} ({how}): the picture {source} has no text")
        self.links |= {link for link in facts["links"] if link.startswith(self.site)}

    def follow(self, request):
        """Every link that was seen on a page."""
        broken = [link for link in sorted(self.links) if request.get(link).status >= 400]
        for link in broken:
            self.problems.append(f"the link {link} leads nowhere")
        self.expect(not broken, f"{len(self.links)} different links were seen, and all lead somewhere")

    def by_keyboard(self, page):
        print("\nThe keyboard")
        self.open(page, "/tutorials/primavera/lesson04")
        seen = []
        for _ in range(25):
            page.keyboard.press("Tab")
            seen.append(page.evaluate(
                """() => { const e = document.activeElement, s = getComputedStyle(e);
                    return [e.tagName, (e.innerText || e.ariaLabel || '').trim().slice(0, 30),
                            s.outlineStyle != 'none' || s.boxShadow != 'none'] }"""))
        reached = {tuple(entry[:2]) for entry in seen if entry[0] != "BODY"}
        marked = sum(1 for entry in seen if entry[0] != "BODY" and entry[2])
        self.expect(len(reached) > 5, f"the Tab key reaches {len(reached)} different things")
        print(f"  {marked} of {len(seen)} show an outline or a shadow where the keyboard is")


def main():
    parser = argparse.ArgumentParser(description="Walks through the finished book in Chromium.")
    parser.add_argument("folder", help="the folder of the book")
    parser.add_argument("--pictures", help="a folder for a picture of every page")
    parser.add_argument("--only", help="only pages whose address contains this")
    parser.add_argument("--chromium", default=shutil.which("chromium") or shutil.which("google-chrome"))
    options = parser.parse_args()
    if not os.path.isfile(os.path.join(options.folder, "index.html")):
        sys.exit(f"{options.folder} has no book: swift run course book.")
    if not options.chromium:
        sys.exit("Chromium was not found: install it, or name it with --chromium.")
    if options.pictures:
        os.makedirs(options.pictures, exist_ok=True)
    walk = Walk(serve(options.folder))
    addresses = pages_of(options.folder) + REFERENCE
    if options.only:
        addresses = [address for address in addresses if options.only in address]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=options.chromium, args=["--no-sandbox"])
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        page = context.new_page()
        if not options.only:
            walk.as_a_student(page)
            walk.by_keyboard(page)
        walk.look(browser, addresses, options.pictures)
        walk.follow(context.request)
        browser.close()
    for problem in walk.problems:
        print("WRONG: " + problem)
    print(f"{len(walk.problems)} things are wrong." if walk.problems else "All is well.")
    sys.exit(1 if walk.problems else 0)


if __name__ == "__main__":
    main()
