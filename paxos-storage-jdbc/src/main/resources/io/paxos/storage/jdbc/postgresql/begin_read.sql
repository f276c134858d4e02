-- One snapshot for the era and the rows.
begin isolation level repeatable read read only;
set local plan_cache_mode = force_generic_plan
