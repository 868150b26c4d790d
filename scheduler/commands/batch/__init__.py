"""Many centres at once: what is to be done, on which engine, and what is left of it on disk.

:func:`~scheduler.commands.batch.order.order` lists the jobs, :class:`~scheduler.commands.batch.run.Batch`
drives an engine (processes of this machine, or a dask cluster) and keeps the summary; the
task, :func:`~scheduler.commands.batch.task.do`, is the same on both and writes its own results.
"""
