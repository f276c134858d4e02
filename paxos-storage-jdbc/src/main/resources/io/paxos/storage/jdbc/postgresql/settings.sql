select
    pg_is_in_recovery() as in_recovery,
    current_setting('fsync') as fsync,
    current_setting('full_page_writes') as full_page_writes,
    current_setting('server_encoding') as server_encoding
