import Primavera
