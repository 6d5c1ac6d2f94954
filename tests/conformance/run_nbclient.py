"""Executes a notebook with nbclient, as papermill and nbconvert do. Usage: python run_nbclient.py INPUT OUTPUT [KERNEL]"""
import os
import sys

import nbformat
from nbclient import NotebookClient

source, target, kernel = [*sys.argv[1:], "tslate"][:3]
notebook = nbformat.read(source, as_version=4)
folder = {"metadata": {"path": os.path.dirname(os.path.abspath(source))}}
NotebookClient(notebook, timeout=120, kernel_name=kernel, allow_errors=True, resources=folder).execute()
nbformat.validate(notebook)
nbformat.write(notebook, target)
