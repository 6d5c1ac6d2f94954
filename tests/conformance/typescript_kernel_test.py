"""Jupyter's own conformance suite for kernels (jupyter_kernel_test), with every sample it can take.

Usage: python typescript_kernel_test.py KERNEL_NAME
Writes one JSON object a line to standard output: {"test", "outcome": "passed" | "failed" | "skipped", "detail"}.
The kernelspec must be where Jupyter looks (JUPYTER_PATH).
"""
import json
import signal
import sys
import unittest

import jupyter_kernel_test as suite

KERNEL = sys.argv[1]
SECONDS_A_TEST = 60  # the suite waits without limit in some places


class Impatient:
    """Turns a test that hangs into one that fails."""

    def setUp(self):
        super().setUp()
        if hasattr(signal, "SIGALRM"):
            signal.signal(signal.SIGALRM, self.give_up)
            signal.alarm(SECONDS_A_TEST)

    def tearDown(self):
        if hasattr(signal, "SIGALRM"):
            signal.alarm(0)
        super().tearDown()

    def give_up(self, _signal, _frame):
        raise TimeoutError(f"no end within {SECONDS_A_TEST} s")


class TypeScriptKernelTests(Impatient, suite.KernelTests):
    kernel_name = KERNEL
    language_name = "typescript"
    file_extension = ".ts"

    code_hello_world = "console.log('hello, world')"
    code_stderr = "console.error('trouble')"
    completion_samples = [
        {"text": "conso", "matches": {"console"}},
        {"text": "const abc123 = 1; abc12", "matches": {"abc123"}},
        {"text": "[1].fla", "matches": {"flat", "flatMap"}},
    ]
    complete_code_samples = [
        "1",
        "console.log('x')",
        "function f(x: number) {\n  return x * 2\n}",
        "const r = /[(]/",
        "await Promise.resolve(1)",
    ]
    incomplete_code_samples = ["function f(x) {", "const s = `abc", "[1, 2,", "if (true) {\n  1"]
    invalid_code_samples = ["function function", "let = = 3", ")"]
    code_page_something = "help()"
    code_generate_error = "throw new Error('boom')"
    code_execute_result = [
        {"code": "6*7", "result": "42"},
        {"code": "[1,2,3].map(n=>n*n)", "result": "[ 1, 4, 9 ]"},
        {"code": "html`<b>bold</b>`", "mime": "text/html", "result": "<b>bold</b>"},
    ]
    code_display_data = [
        {"code": "display(html`<b>bold</b>`)", "mime": "text/html"},
        {"code": "display({ 'image/svg+xml': '<svg/>', 'text/plain': 'a picture' })", "mime": "image/svg+xml"},
        {
            "code": "display({ 'application/vnd.vegalite.v5+json': { mark: 'point' }, 'text/plain': 'a point' })",
            "mime": "application/vnd.vegalite.v5+json",
        },
    ]
    supported_history_operations = ("tail", "range", "search")
    code_history_pattern = "6?7*"
    code_inspect_sample = "console"
    code_clear_output = "clearOutput()"


class TypeScriptWelcomeTests(Impatient, suite.IopubWelcomeTests):
    kernel_name = KERNEL
    support_iopub_welcome = True


class Reporter(unittest.TestResult):
    """Writes each test's outcome as soon as it is known; a failed part (subTest) fails the whole test."""

    def startTest(self, test):
        super().startTest(test)
        self.outcome, self.detail = "passed", ""

    def note(self, outcome, detail):
        order = ["passed", "skipped", "failed"]
        if order.index(outcome) > order.index(self.outcome):
            self.outcome, self.detail = outcome, detail

    def addSkip(self, test, reason):
        self.note("skipped", reason)

    def addFailure(self, test, error):
        self.addError(test, error)

    def addSubTest(self, test, subtest, error):
        if error is not None:
            self.note("failed", f"{subtest._subDescription()} {self.words(error)}")

    def addError(self, test, error):
        if isinstance(test, unittest.TestCase):
            self.note("failed", self.words(error))
        else:  # a class that could not be set up: none of its tests run
            self.write(str(test), "failed", self.words(error))

    def stopTest(self, test):
        self.write(test._testMethodName, self.outcome, self.detail)
        super().stopTest(test)

    @staticmethod
    def words(error):
        return f"{error[0].__name__}: {error[1]}"

    @staticmethod
    def write(test, outcome, detail):
        print(json.dumps({"test": test, "outcome": outcome, "detail": detail}), flush=True)


if __name__ == "__main__":
    loader = unittest.TestLoader()
    tests = [loader.loadTestsFromTestCase(case) for case in (TypeScriptKernelTests, TypeScriptWelcomeTests)]
    unittest.TestSuite(tests).run(Reporter())
