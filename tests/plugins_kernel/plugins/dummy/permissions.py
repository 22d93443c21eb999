from himmeli.accounts.roles import offer_role

offer_role("Dummy keeper", "Keeper of notes", "Keeps the notes.", plugin="dummy")
