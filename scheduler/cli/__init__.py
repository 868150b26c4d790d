"""The command line: read the options, call a command, write the answer, set the exit code.

Exit codes: 0 done and the answer is yes; 1 done and the answer is no (impossible, nothing
found in time, rules broken); 2 could not be done (bad file, bad option). Answers go to the
standard output; warnings, problems and progress to the standard error.
"""
