"""Who is who: outlets, other bodies and persons by what they are called, and where they publish."""
