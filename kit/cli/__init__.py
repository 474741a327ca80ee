"""The commands. `main.py` is the table of them; each has a file of its name, and its helpers begin with that name.

Where to look besides:

    for all         main  project  input_file  this_terminal  days  completion  crash
    building        build_run  build_makers  build_publish  first_build  preview  pack_source
    talking         init_interview (questions)  init_answers (ready answers)  init_from (an old site)  browser_face
"""
