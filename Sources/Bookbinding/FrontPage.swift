import Primavera

/// The page at the site's root. It leads on to the contents at once; opened as a file, where no
/// browser lets the site load its pages, it says what to do.
func writeFrontPage(into site: String) throws {
    try writeAtomically(
        """
        <!doctype html>
        <html lang="en">
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>Primavera</title>
        <style>\(pageStyle)</style>
        <main>
        <h1>Primavera</h1>
        <p>A textbook companion for deep learning, in Swift.</p>
        <ul>
        <li><a href="/tutorials/contents">The lessons</a></li>
        <li><a href="/documentation/primavera">The library and the articles</a></li>
        </ul>
        <p>Nothing opens? A browser does not load this site from a folder. In the course, run
        <code>swift run course book --preview</code>.</p>
        </main>
        <script>if (location.protocol !== "file:") location.replace("/tutorials/contents")</script>
        </html>

        """, to: site + "/index.html")
}
