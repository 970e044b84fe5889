"""Reading in a child process, so that no source can hurt or stop the process that asked.

``irp.isolation.worker.Worker`` is the way in. The parent keeps the clock and the right to kill;
the child limits its own memory and processor time and answers in frames over its pipes.
"""
