"""`train`: a tagger from annotated passages."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from counterclaim.errors import SettingsError


def register(app: typer.Typer) -> None:
    app.command(epilog="Example:  counterclaim train --corpus corpus/ --corpus mine/ --out model/")(train)


def train(
    corpus: Annotated[
        list[Path],
        typer.Option(
            exists=True, file_okay=False, help="Folder of annotated passages (*.jsonl); repeatable."
        ),
    ],
    out: Annotated[
        Path, typer.Option(file_okay=False, help="Folder for the model; a run that was stopped goes on.")
    ],
    real: Annotated[
        list[Path] | None,
        typer.Option(
            exists=True,
            file_okay=False,
            help="Folder of annotated real articles: a fifth is held out, the rest seen twice; repeatable.",
        ),
    ] = None,
    teacher: Annotated[
        list[Path] | None,
        typer.Option(
            exists=True, file_okay=False, help="Folder of a finished run to learn from; repeatable."
        ),
    ] = None,
    texts: Annotated[
        list[Path] | None,
        typer.Option(
            exists=True, dir_okay=False, help="JSON Lines of texts that only the teachers read; repeatable."
        ),
    ] = None,
    layers: Annotated[int, typer.Option(help="Layers of the encoder: 12, 6, 4, 3, 2 or 1.")] = 12,
    epochs: Annotated[float, typer.Option(min=0.01, help="Passes over the passages.")] = 5.0,
    variants: Annotated[
        float,
        typer.Option(min=0, max=1, help="Share of the passages also seen without marks or broken anew."),
    ] = 0.0,
    seed: Annotated[int, typer.Option(min=0, help="What every random choice is drawn from.")] = 1,
    threads: Annotated[int, typer.Option(min=1, help="Processor threads; part of the recipe.")] = 2,
    lacking: Annotated[
        bool,
        typer.Option(
            "--lacking", help="Train only the heads that the first teacher lacks, over its encoder as it is."
        ),
    ] = False,
) -> None:
    """Train a tagger on annotated passages, and write a model folder with its card.

    Needs `pip install 'counterclaim[train]'`. The passages are as corpus/GUIDE.md says; one in ten, by id, is held out
    and scored. Use the model with --model or COUNTERCLAIM_MODEL.
    """
    try:
        import onnx  # noqa: F401
        import torch  # noqa: F401
    except ImportError as error:
        raise SettingsError(f"training needs {error.name}: pip install 'counterclaim[train]'") from error
    from counterclaim.training.loop import Recipe
    from counterclaim.training.run import Sources, run

    if layers < 1 or 12 % layers:
        raise SettingsError(f"--layers {layers}: must divide the 12 layers of the encoder")
    recipe = Recipe(
        layers=layers, epochs=epochs, seed=seed, threads=threads, variants=variants, lacking=lacking
    )
    trained = run(
        Sources(tuple(corpus), tuple(real or ()), tuple(teacher or ()), tuple(texts or ())),
        out,
        recipe,
        report=lambda line: typer.echo(line, err=True),
    )
    typer.echo(f"model in {trained.folder}; its card: {trained.folder / 'MODEL.md'}")
    if trained.rejected:
        raise typer.Exit(1)
