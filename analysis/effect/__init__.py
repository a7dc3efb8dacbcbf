"""How much a preventive treatment changed a diary: baseline against treatment, with an uncertainty that is true.

`judgement` makes an effect and `finding` is what it says.
"""
