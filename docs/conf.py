"""How the documentation is built; `make docs` calls sphinx with -W, so that a broken link stops it."""

from pathlib import Path

import typer

from textclass import __version__
from textclass.cli import app as command_line

project = "textclass"
author = "the textclass authors"
copyright = "the textclass authors; MIT"
release = version = __version__
extensions = ["myst_parser", "sphinx.ext.autodoc"]
html_theme = "furo"
html_title = f"textclass {__version__}"
html_show_sourcelink = False
html_copy_source = False
exclude_patterns = ["_build"]
myst_heading_anchors = 3
myst_enable_extensions = ["deflist"]
smartquotes = False  # they would turn --option into a dash
autodoc_typehints = "signature"
autodoc_member_order = "bysource"
autodoc_preserve_defaults = True
python_display_short_literal_types = True

_COMMANDS = """Written from the help that `textclass COMMAND --help` prints. `python -m textclass` is the same command,
for where `textclass` is not on the path.

**Shell completion.** `textclass --install-completion` makes bash, zsh, fish or PowerShell complete commands and options
from its next start; `textclass --show-completion` only prints what it would install.

A path is a file, a folder (searched for supported files) or a glob. Exit status: 0 all well; 1 finished, but some
documents could not be read; 2 misuse, or nothing to do; 130 interrupted."""


def write_commands(app):
    """Write the page of commands from their own help, so that it cannot be out of date."""
    group = typer.main.get_command(command_line)
    context = typer.Context(group, info_name="textclass")
    pages = ["# Commands", _COMMANDS]
    for name, command in sorted(group.commands.items()):
        pages += [f"## {name}", _shown(command, typer.Context(command, info_name=name, parent=context))]
    (Path(app.srcdir) / "reference" / "commands.md").write_text("\n\n".join(pages) + "\n", encoding="utf-8")


def _shown(command, context):
    rows = [[], []]
    for parameter in command.get_params(context):
        names = parameter.metavar or ", ".join(parameter.opts)
        if parameter.param_type_name == "option":
            names = ", ".join(parameter.opts) + (f" {parameter.metavar}" if parameter.metavar else "")
            if parameter.name != "help":
                rows[1].append(f"`{names}`\n: {parameter.help}{_default(parameter)}")
        else:
            rows[0].append(f"`{names}`\n: {getattr(parameter, 'help', None) or 'What to read.'}")
    example = (command.epilog or "").removeprefix("Example:").strip()
    text = [command.help or "", "", *("\n\n".join(part) for part in rows if part)]
    return "\n\n".join([*text, f"Example:\n\n```text\n{example}\n```"] if example else text)


def _default(parameter):
    """Return what holds where the option is not given; nothing for switches and for options without a default."""
    shown = parameter.default not in (None, False, ()) and not callable(parameter.default)
    return (
        f" Default: `{parameter.default:g}`."
        if shown and isinstance(parameter.default, float)
        else (f" Default: `{parameter.default}`." if shown else "")
    )


def setup(app):
    """Call ``write_commands`` before the pages are read."""
    app.connect("builder-inited", write_commands)
