-- The timeline of what is written now; pg_control_checkpoint() would lag behind a promotion.
select
    substr(pg_walfile_name(pg_current_wal_insert_lsn()), 1, 8) as timeline,
    cast(cast(cast('paxos_acceptor' as regclass) as oid) as text) as table_number,
    has_function_privilege('pg_control_system()', 'execute') as may_identify
