from people import roles


def test_the_cast_holds_the_roles_its_names_say(cast, world):
    assert roles.is_dg(cast.dg)
    assert roles.is_service_director(cast.service)
    assert roles.is_hr(cast.hr)
    assert roles.is_hr(cast.hr_director)
    assert list(roles.supervisors_of(cast.worker)) == [cast.supervisor]
    assert list(roles.supervision_assistants_of(cast.worker_other)) == [cast.sa2]
    assert set(roles.group_worker_ids(cast.sa).values_list("person", flat=True)) == {
        cast.worker.pk,
        cast.worker2.pk,
        cast.assistant.pk,
    }
    assert not roles.appointments_of(cast.outsider)
