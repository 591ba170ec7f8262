"""The trained tagger at run time: one encoder with several heads, in ONNX and NumPy."""
