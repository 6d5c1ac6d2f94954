"""Executes a notebook with nbclient, as papermill and nbconvert do. Usage: python run_nbclient.py INPUT OUTPUT"""
import sys

import nbformat
from nbclient import NotebookClient

source, target = sys.argv[1:]
notebook = nbformat.read(source, as_version=4)
NotebookClient(notebook, timeout=120, kernel_name="tslate", allow_errors=True).execute()
nbformat.validate(notebook)
nbformat.write(notebook, target)
