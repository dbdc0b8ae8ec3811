"""``make lab`` shows the notebooks, and they run on the Python that the project is installed in."""

import secrets
import sys
from pathlib import Path

from browsing import picture
from jupyter_lab import NOTEBOOKS, ROOT, Lab, free_port, options, started

WHICH_PYTHON = """async () => {
    const kernel = await window.jupyterapp.serviceManager.kernels.startNew();
    const future = kernel.requestExecute({code: "import sys; print(sys.executable, sys.prefix, sep='|', end='')"});
    let said = "";
    future.onIOPub = message => { said += message.content.text ?? "" };
    await future.done;
    await kernel.shutdown();
    return said;
}"""


def test_make_lab_shows_the_notebooks_with_the_right_python(page, record, tmp_path):
    lab = Lab(f"http://127.0.0.1:{free_port()}/", secrets.token_hex(16), NOTEBOOKS)
    # The tests run in .venv already: there is nothing to install.
    command = ["make", "--old-file=.venv/project", "lab", f"LAB={' '.join(options(lab))}"]
    with started(command, lab, tmp_path):
        page.goto(f"{lab.url}lab?token={lab.token}")
        page.get_by_text("01-what-is-in-the-corpus.ipynb").wait_for()
        listed = page.locator(".jp-DirListing-itemName").all_inner_texts()
        assert sorted(listed) == sorted(path.name for path in NOTEBOOKS.glob("*.ipynb"))
        python, prefix = page.evaluate(WHICH_PYTHON).split("|")
        picture(page, "make-lab")
        page.close()  # before the server goes, which it would look for
    assert Path(python).parent.samefile(ROOT / ".venv" / "bin")
    assert prefix == sys.prefix
    assert record.asked_beyond(lab.url) == []
