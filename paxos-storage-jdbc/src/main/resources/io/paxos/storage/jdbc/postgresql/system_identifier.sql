select cast(system_identifier as text) as system_identifier from pg_control_system()
