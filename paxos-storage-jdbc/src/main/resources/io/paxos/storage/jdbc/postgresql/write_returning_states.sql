-- What promises tell; the value goes back only with them.
returning
    key,
    accepted_counter, accepted_node, accepted_incarnation,
    revision, case when key = any (:prepared) then value end as value, media_type, history
