"""What weak figures of the office mean."""

from orgwork.workreports.suggesting.registry import problem

problem("office.publications", text="总结提炼、宣传推广基层经验还不够", peers=False)
