"""Reading in a child process, so that no source can hurt or stop the process that asked.

``irp.isolation.worker.Worker`` is the entry point. The parent enforces the time limit and kills the
child; the child limits its own memory and processor time and answers in frames over its pipes.
"""
