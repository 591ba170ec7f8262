"""Drawings made on the server: SVG that needs no script, for pages and reports.

Pure and the same for the same input; each names itself (`title`) and says in words what it shows (`desc`). Only
attributes of SVG are used, no style, so that the strictest policy of a page allows them; text is escaped.
"""

from counterclaim.web.drawing.links import links_svg
from counterclaim.web.drawing.map import Dot, map_svg
from counterclaim.web.drawing.projection import Box, around, core, together
from counterclaim.web.drawing.steps import Line, Step, steps_svg
from counterclaim.web.drawing.timeline import Bar, timeline_svg

__all__ = [
    "Bar",
    "Box",
    "Dot",
    "Line",
    "Step",
    "around",
    "core",
    "links_svg",
    "map_svg",
    "steps_svg",
    "timeline_svg",
    "together",
]
