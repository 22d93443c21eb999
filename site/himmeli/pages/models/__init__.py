from .content import ContentPage, HomePage, IndexPage, LinkPage
from .forms import FormAnswer, FormField, FormPage
from .sections import Pattern, ReusableSection

__all__ = [
    "ContentPage",
    "FormAnswer",
    "FormField",
    "FormPage",
    "HomePage",
    "IndexPage",
    "LinkPage",
    "Pattern",
    "ReusableSection",
]
